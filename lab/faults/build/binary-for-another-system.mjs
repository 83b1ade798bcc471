export default {
  name: 'a program that was built for another system',
  cause: 'binary-wrong-arch',
  why: 'the artefact of another job was taken',
  at: 'project/delve-gate.yml:3',
  async break(machine) {
    await machine.sh('GOOS=windows go build -gcflags="all=-N -l" -o app .');
    machine.policy('smoke:\n  binary: app\n');
  },
};
