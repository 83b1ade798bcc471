export default {
  name: 'build constraints exclude every file',
  cause: 'package-does-not-build',
  why: 'the tag that the files ask for is not given',
  break(machine) {
    machine.write('cmd/app/main.go', '//go:build production\n\npackage main\n\nfunc main() {}\n');
    machine.policy('smoke:\n  package: ./cmd/app\n');
  },
};
