export default {
  name: 'a go list that does not end',
  cause: 'go-list-slow',
  why: 'a go.mod is asked for at a host that takes connections and never answers',
  level: 'warning',
  async break(machine) {
    machine.write('go.mod', 'module example.com/app\n\ngo 1.16\n\nrequire example.com/lib v1.0.0\n');
    machine.write('go.sum', 'example.com/lib v1.0.0/go.mod h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n');
    machine.set({ GOMODCACHE: `${machine.home}/go/pkg/mod`, GONOSUMDB: 'example.com', GOPROXY: await machine.server() });
  },
};
