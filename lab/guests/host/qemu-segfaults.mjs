import { aroundQemu } from '../support/guests.mjs';

export default {
  name: 'a qemu that crashes at once',
  cause: 'qemu-crashed',
  why: 'a fault of qemu, or of the memory that it runs in',
  break: (machine) => aroundQemu(machine, 'kill -SEGV $$'),
};
