import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ownGuests } from '../support/guests.mjs';

export default {
  name: 'no kernel in the cache, and no archive that is reached',
  cause: 'guest-kernel-unavailable',
  why: 'the first check of a target on a machine without a network',
  needs: ['guests', 'apt'],
  break(machine) {
    rmSync(join(ownGuests(machine), 'delve-gate-kernel'));
    machine.policy('emulation:\n  mirror: http://127.0.0.1:1/debian\n');
  },
};
