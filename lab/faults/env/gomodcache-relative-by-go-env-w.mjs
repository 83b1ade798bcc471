export default {
  name: 'GOMODCACHE is relative by go env -w',
  cause: 'gomodcache-invalid',
  why: 'go env -w takes it, and every command that needs a module fails',
  at: '.config/go/env:1',
  break(machine) {
    machine.set({ GOMODCACHE: undefined });
    machine.goenv('GOMODCACHE=mod\n');
  },
};
