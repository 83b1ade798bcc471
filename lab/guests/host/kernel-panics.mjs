import { ownKernel } from '../support/guests.mjs';

export default {
  name: 'a kernel that finds nothing to start',
  cause: 'guest-kernel-panic',
  why: 'an option of the command line names an init that is not there',
  break: (machine) => ownKernel(machine, { append: 'rdinit=/nope' }),
};
