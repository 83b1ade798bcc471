import { ownGuests } from '../support/guests.mjs';

export default {
  name: 'a guest of 64 MiB',
  cause: 'guest-out-of-memory',
  why: 'the policy gives the guest less than its kernel and dlv take',
  break(machine) {
    ownGuests(machine);
    machine.policy('emulation:\n  memory: 64\n');
  },
};
