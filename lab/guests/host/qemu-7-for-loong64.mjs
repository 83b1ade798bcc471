import { ownGuests } from '../support/guests.mjs';

export default {
  name: 'loong64 with the qemu of Debian 12',
  cause: 'qemu-too-old',
  why: 'qemu can boot a kernel for loong64 since 8.0',
  target: 'linux/loong64',
  needs: ['guests', 'qemu-7-loong64'],
  break(machine) {
    ownGuests(machine);
  },
};
