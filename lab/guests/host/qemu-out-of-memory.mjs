import { aroundQemu } from '../support/guests.mjs';

export default {
  name: 'a machine with 300 MB for qemu',
  cause: 'host-out-of-memory',
  why: 'a limit on memory (ulimit -v, a container) is for qemu, too',
  break: (machine) => aroundQemu(machine, 'ulimit -v 300000\nexec $QEMU "$@"'),
};
