import { OTHER_ARCH } from '../../machine.mjs';

export default {
  name: 'a dlv for another machine',
  cause: 'target-arch-mismatch',
  why: 'it was installed while GOARCH named another CPU, or copied from another machine',
  async break(machine) {
    machine.shown.push(`GOARCH=${OTHER_ARCH} go install github.com/go-delve/delve/cmd/dlv@latest`);
    await machine.sh('mkdir -p ~/bin && go build -o ~/bin/dlv .', { env: { GOARCH: OTHER_ARCH, CGO_ENABLED: '0' }, quiet: true });
    machine.before(`${machine.home}/bin`);
  },
};
