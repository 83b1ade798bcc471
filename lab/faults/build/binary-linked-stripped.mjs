export default {
  name: 'a program that was linked with -s -w',
  cause: 'debug-info-stripped',
  why: 'release builds are made small',
  at: 'project/delve-gate.yml:3',
  async break(machine) {
    await machine.sh('go build -gcflags="all=-N -l" -ldflags="-s -w" -o app .');
    machine.policy('smoke:\n  binary: app\n');
  },
};
