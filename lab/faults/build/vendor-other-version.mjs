export default {
  name: 'a vendor folder with another version than go.mod',
  cause: 'vendor-inconsistent',
  why: 'only one of the two was merged',
  at: 'project/go.mod:1',
  break(machine) {
    machine.write('go.mod', 'module example.com/app\n\ngo 1.21\n\nrequire example.com/lib v1.1.0\n');
    machine.write('vendor/modules.txt', '# example.com/lib v1.0.0\n## explicit; go 1.21\nexample.com/lib\n');
    machine.write('vendor/example.com/lib/lib.go', 'package lib\n');
    machine.policy('smoke:\n  package: .\n');
  },
};
