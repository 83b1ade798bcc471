export default {
  name: 'dlv is stopped when it is to let the program go',
  cause: 'dap-configuration-unanswered',
  why: 'all breakpoints are set, and configurationDone is never answered',
  waits: true,
  break(machine) {
    machine.policy('smoke:\n  modes: [exec]\n  timeout: 4\n');
    machine.strike('SIGSTOP', 'dlv', 'write', '"command":"configurationDone"');
  },
};
