import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownGuests } from '../support/guests.mjs';

export default {
  name: 'an init that is no program',
  cause: 'guest-init-failed',
  why: 'the file of the init in the tool cache was damaged',
  break(machine) {
    const folder = join(ownGuests(machine), 'delve-gate-guest');
    for (const name of readdirSync(folder).filter((each) => each.startsWith('init-'))) writeFileSync(join(folder, name), 'garbage');
  },
};
