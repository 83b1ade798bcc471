export default {
  name: 'GOWORK=off below a go.work that does not list the module',
  make(machine) {
    machine.write(`${machine.home}/go.work`, 'go 1.21\n');
    machine.set({ GOWORK: 'off' });
    machine.policy('smoke:\n  package: .\n');
  },
};
