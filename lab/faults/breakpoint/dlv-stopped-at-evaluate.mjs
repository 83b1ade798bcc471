export default {
  name: 'dlv is stopped after the program was',
  cause: 'smoke-failed',
  why: 'the breakpoint was hit, and the expression is never evaluated',
  waits: true,
  break(machine) {
    machine.policy('smoke:\n  modes: [exec]\n  timeout: 4\n');
    machine.strike('SIGSTOP', 'dlv', 'write', '"command":"evaluate"');
  },
};
