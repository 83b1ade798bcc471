export default {
  name: 'GOFLAGS=-modfile by go env -w',
  cause: 'goflags-mod-conflict',
  why: 'every module is built with the go.mod of another',
  at: '.config/go/env:1',
  break(machine) {
    machine.write(`${machine.home}/other.mod`, 'module example.com/app\n\ngo 1.21\n');
    machine.goenv(`GOFLAGS=-modfile=${machine.home}/other.mod\n`);
  },
};
