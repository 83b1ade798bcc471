import { kernelPolicy, ownGuests } from '../support/guests.mjs';

export default {
  name: 'a kernel for another processor',
  cause: 'guest-kernel-wrong-arch',
  why: 'the kernel of the build machine was copied, not that of the target',
  async break(machine) {
    ownGuests(machine);
    const env = { GOOS: 'linux', GOARCH: 'ppc64le', CGO_ENABLED: '0' };
    await machine.sh('go build -o vmlinuz .', { env, quiet: true });
    machine.shown.push('cp /boot/vmlinux-6.1.0-powerpc64le vmlinuz');
    kernelPolicy(machine, { file: 'vmlinuz' });
  },
};
