export default {
  name: 'qemu is stopped in the middle of a session',
  cause: 'guest-transport-stalled',
  why: 'a virtual machine that is frozen, or a qemu that loses bytes of the serial line',
  waits: true,
  break(machine) {
    machine.policy('smoke:\n  modes: [exec]\n');
    machine.strike('SIGSTOP', 'qemu', 'write', '"command":"variables"');
  },
};
