export default {
  name: 'qemu is killed in the middle of a session',
  cause: 'qemu-crashed',
  why: 'the OOM killer takes the largest process, and that is qemu',
  break(machine) {
    machine.policy('smoke:\n  modes: [exec]\n');
    machine.strike('SIGKILL', 'qemu', 'write', '"command":"initialize"');
  },
};
