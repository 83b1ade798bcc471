import { ownKernel } from '../support/guests.mjs';

export default {
  name: 'a kernel that says each line in ten seconds',
  cause: 'guest-hangs',
  why: 'a guest on a machine under heavy load, or one that waits for hardware',
  waits: true,
  break: (machine) => ownKernel(machine, { append: 'ignore_loglevel boot_delay=10000 lpj=1000000' }),
};
