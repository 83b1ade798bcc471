import { onlyGo } from '../support/guests.mjs';

export default {
  name: 'a qemu that was built for another machine',
  cause: 'qemu-lacks-machine',
  why: 'a small qemu is built with few machines: this one knows x86 microvms alone',
  needs: ['guests', 'qemu-microvm'],
  async break(machine) {
    await machine.sh('mkdir ~/bin && ln -s "$(command -v qemu-system-x86_64-microvm)" ~/bin/qemu-system-aarch64');
    await onlyGo(machine, `${machine.home}/bin`);
  },
};
