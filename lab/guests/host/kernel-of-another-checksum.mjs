import { ownKernel } from '../support/guests.mjs';

export default {
  name: 'the kernel is not the one of the policy',
  cause: 'guest-kernel-checksum',
  why: 'somebody put a newer kernel there, and left the policy as it was',
  break: (machine) => ownKernel(machine, { sha256: 'f'.repeat(64) }),
};
