export default {
  name: 'a checkout on a read-only disk, in mode debug too',
  needs: 'mounts',
  make(machine) {
    machine.policy('smoke:\n  package: .\n  modes: [exec, debug, attach]\n');
    machine.within(
      ['-m'],
      `mount --bind ${machine.project} ${machine.project} && mount -o remount,bind,ro ${machine.project} && cd ${machine.project}`,
    );
  },
};
