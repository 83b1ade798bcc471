import { kernelPolicy, ownGuests } from '../support/guests.mjs';

export default {
  name: 'the kernel that the policy names is not there',
  cause: 'guest-kernel-file-missing',
  why: 'a path is relative to the project, or the file was not checked out',
  break(machine) {
    ownGuests(machine);
    kernelPolicy(machine, { file: 'ci/vmlinuz' });
  },
};
