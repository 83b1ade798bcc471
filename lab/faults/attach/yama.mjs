export default {
  name: 'Yama forbids to attach',
  cause: 'ptrace-scope-yama',
  why: 'kernel.yama.ptrace_scope of 1 lets a user trace children alone, and distributions set it so',
  needs: ['setpriv', 'yama'],
  break(machine) {
    machine.asNobody();
    machine.policy('smoke:\n  modes: [attach]\n');
  },
};
