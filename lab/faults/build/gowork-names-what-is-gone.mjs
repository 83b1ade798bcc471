export default {
  name: 'GOWORK names a file that is gone',
  cause: 'go-work-mismatch',
  why: 'a shell profile names the workspace of a project that was moved',
  anywhere: true,
  break(machine) {
    machine.set({ GOWORK: machine.path('../gone/go.work') });
    machine.policy('smoke:\n  package: .\n');
  },
};
