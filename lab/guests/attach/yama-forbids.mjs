import { ownKernel } from '../support/guests.mjs';

export default {
  name: 'a kernel that forbids every attach',
  cause: 'ptrace-scope-yama',
  why: 'kernel.yama.ptrace_scope of 3 forbids it to root, too, until the next start',
  break: (machine) => ownKernel(machine, { append: 'sysctl.kernel.yama.ptrace_scope=3' }, 'smoke:\n  modes: [attach]\n'),
};
