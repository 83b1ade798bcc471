export default {
  name: 'a module cache on a read-only disk',
  needs: 'mounts',
  async make(machine) {
    await machine.library('example.com/lib');
    const cache = `${machine.home}/go/pkg/mod`;
    machine.within(['-m'], `mount --bind ${cache} ${cache} && mount -o remount,bind,ro ${cache}`);
    machine.policy('smoke:\n  package: .\n');
  },
};
