export default {
  name: 'a toolchain that is not here, and no network',
  cause: 'toolchain-not-available',
  why: 'the go command fetches toolchains as modules, so it needs the proxy',
  at: 'project/go.mod:5',
  break(machine) {
    machine.set({ GOTOOLCHAIN: 'auto', GOPROXY: 'http://127.0.0.1:9', GOMODCACHE: `${machine.home}/go/pkg/mod` });
    machine.write('go.mod', 'module example.com/app\n\ngo 1.21\n\ntoolchain go1.27.2\n');
  },
};
