import { onlyGo } from '../support/guests.mjs';

export default {
  name: 'no qemu',
  cause: 'qemu-missing',
  why: 'runner images and most machines come without qemu-system',
  break: (machine) => onlyGo(machine),
};
