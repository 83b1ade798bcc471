import { aroundQemu } from '../support/guests.mjs';

export default {
  name: 'a qemu that refuses its machine',
  cause: 'qemu-lacks-machine',
  why: 'what a qemu lists is not always what it can start',
  break: (machine) => aroundQemu(machine, 'shift 2\nexec $QEMU -M nosuch "$@"'),
};
