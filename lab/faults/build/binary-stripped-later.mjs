export default {
  name: 'a program that strip went over',
  cause: 'debug-info-stripped',
  why: 'packagers strip what they pack',
  needs: 'strip',
  at: 'project/delve-gate.yml:3',
  async break(machine) {
    await machine.sh('go build -gcflags="all=-N -l" -o app . && strip app');
    machine.policy('smoke:\n  binary: app\n');
  },
};
