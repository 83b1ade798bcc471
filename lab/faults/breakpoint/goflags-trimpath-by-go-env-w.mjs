export default {
  name: 'GOFLAGS=-trimpath by go env -w',
  cause: 'trimpath',
  why: 'a setting for releases holds for every build of the user',
  at: '.config/go/env:1',
  break(machine) {
    machine.goenv('GOFLAGS=-trimpath\n');
    machine.policy('smoke:\n  package: .\n  break: main.go:4\n');
  },
};
