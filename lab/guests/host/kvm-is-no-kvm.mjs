import { withBinfmt } from '../../binfmt.mjs';
import { ownGuests } from '../support/guests.mjs';

export default {
  name: 'a /dev/kvm that is not KVM',
  cause: 'kvm-unusable',
  why: 'a container got a file of that name, and not the device; and its kernel starts no 32-bit programs, so a guest has to',
  level: 'note',
  target: 'linux/386',
  needs: ['guests', 'binfmt', 'kvm', 'qemu-x86_64'],
  break(machine) {
    ownGuests(machine);
    // An emulator that is no program: the kernel refuses what it is registered for, as one that was built without 32-bit programs.
    const interpreter = machine.program(`${machine.home}/no-program`, 'garbage\n');
    withBinfmt(machine, { name: 'no-386', bits: 32, elf: 3, interpreter }, ['mount --bind /dev/null /dev/kvm']);
  },
};
