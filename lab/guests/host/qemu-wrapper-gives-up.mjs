import { aroundQemu } from '../support/guests.mjs';

export default {
  name: 'a qemu that ends at once',
  cause: 'qemu-crashed',
  why: 'a wrapper around qemu gives up for a reason of its own',
  break: (machine) => aroundQemu(machine, 'echo oops >&2\nexit 1'),
};
