export default {
  name: 'a vendor folder that lacks a module of go.mod',
  cause: 'vendor-inconsistent',
  why: 'go get changed go.mod, and nobody ran go mod vendor',
  at: 'project/go.mod:1',
  break(machine) {
    machine.write('go.mod', 'module example.com/app\n\ngo 1.21\n\nrequire example.com/lib v1.0.0\n');
    machine.write('vendor/modules.txt', '# example.com/old v1.0.0\n## explicit; go 1.21\n');
    machine.policy('smoke:\n  package: .\n');
  },
};
