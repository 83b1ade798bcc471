import { ownGuests } from '../support/guests.mjs';

export default {
  name: 'a qemu whose library cannot be loaded',
  cause: 'qemu-crashed',
  why: 'an upgrade that stopped in the middle, or a library of another program that comes first',
  needs: ['guests', 'libfdt'],
  break(machine) {
    ownGuests(machine);
    machine.write(`${machine.home}/lib/libfdt.so.1`, '');
    machine.set({ LD_LIBRARY_PATH: `${machine.home}/lib` });
  },
};
