import { OTHER_ARCH } from '../../machine.mjs';

export default {
  name: 'a program that was built for another machine',
  cause: 'binary-wrong-arch',
  why: 'the artefact of another job was taken',
  at: 'project/delve-gate.yml:3',
  async break(machine) {
    await machine.sh(`GOARCH=${OTHER_ARCH} go build -gcflags="all=-N -l" -o app .`);
    machine.policy('smoke:\n  binary: app\n');
  },
};
