export default {
  name: 'dlv is stopped when it listens',
  cause: 'dap-initialize-unanswered',
  why: 'the kernel takes connections for a program that does not run any more, so a client waits',
  waits: true,
  break(machine) {
    machine.policy('smoke:\n  modes: [exec]\n  timeout: 4\n');
    machine.strike('SIGSTOP', 'dlv', 'write', '"command":"initialize"');
  },
};
