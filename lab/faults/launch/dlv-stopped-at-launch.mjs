export default {
  name: 'dlv is stopped when it is to launch a program',
  cause: 'dap-session-unanswered',
  why: 'what reads a large program, or waits for one, does not answer the request to launch it',
  waits: true,
  break(machine) {
    machine.policy('smoke:\n  modes: [dap]\n  timeout: 4\n');
    machine.strike('SIGSTOP', 'dlv', 'write', '"command":"launch"');
  },
};
