export default {
  name: 'a dlv for another system',
  cause: 'target-arch-mismatch',
  why: 'it was copied from a Mac',
  async break(machine) {
    machine.shown.push('GOOS=darwin GOARCH=arm64 go install github.com/go-delve/delve/cmd/dlv@latest');
    const env = { GOOS: 'darwin', GOARCH: 'arm64', CGO_ENABLED: '0' };
    await machine.sh('mkdir -p ~/bin && go build -o ~/bin/dlv .', { env, quiet: true });
    machine.before(`${machine.home}/bin`);
  },
};
