export default {
  name: 'dlv is stopped before it listens',
  cause: 'dap-server-start-timeout',
  why: 'a frozen container, or a debugger of the debugger, can hold dlv before it listens',
  waits: true,
  break(machine) {
    machine.policy('smoke:\n  modes: [exec]\n  timeout: 4\n');
    machine.strike('SIGSTOP', 'dlv', 'spawn', '/dlv exec');
  },
};
