export default {
  name: 'a program that is built from its vendor folder',
  async make(machine) {
    await machine.library('example.com/lib');
    await machine.sh('go mod vendor', { env: { GOFLAGS: '-mod=mod' } });
    machine.set({ GOMODCACHE: `${machine.home}/empty`, GOPROXY: 'https://proxy.corp.example.com' });
    machine.policy('smoke:\n  package: .\n');
  },
};
