import { OTHER_ARCH } from '../../machine.mjs';

export default {
  name: 'a go for another architecture',
  cause: 'go-command-broken',
  why: 'the archive of another CPU was unpacked: the kernel does not start its programs',
  async break(machine) {
    const env = { GOARCH: OTHER_ARCH, CGO_ENABLED: '0' };
    await machine.sh('mkdir -p ~/bin && go build -o ~/bin/go .', { env, quiet: true });
    machine.shown.push(`curl -L https://go.dev/dl/go1.26.8.linux-${OTHER_ARCH}.tar.gz | tar -C ~ -xz`);
    machine.before(`${machine.home}/bin`);
  },
};
