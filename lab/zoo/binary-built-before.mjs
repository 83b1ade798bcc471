export default {
  name: 'a program that was built before, for debugging',
  async make(machine) {
    await machine.sh('go build -gcflags="all=-N -l" -o app .');
    machine.policy('smoke:\n  binary: app\n');
  },
};
