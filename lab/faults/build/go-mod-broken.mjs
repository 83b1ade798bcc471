export default {
  name: 'go.mod that Go cannot read',
  cause: 'go-mod-invalid',
  why: 'a line of go.mod has no version',
  anywhere: true,
  at: 'project/go.mod:5',
  break(machine) {
    machine.write('go.mod', 'module example.com/app\n\ngo 1.21\n\nrequire nonsense\n');
    machine.policy('smoke:\n  package: .\n');
  },
};
