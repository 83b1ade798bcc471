import { kernelPolicy, ownGuests } from '../support/guests.mjs';

export default {
  name: 'a pointer of Git LFS instead of the kernel',
  cause: 'guest-kernel-not-bootable',
  why: 'the checkout did not fetch large files (actions/checkout: lfs)',
  break(machine) {
    ownGuests(machine);
    machine.write('vmlinuz', `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d7a'.repeat(16)}\nsize 27262976\n`);
    kernelPolicy(machine, { file: 'vmlinuz' });
  },
};
