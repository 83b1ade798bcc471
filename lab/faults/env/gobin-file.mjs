export default {
  name: 'GOBIN is a file',
  cause: 'gobin-unusable',
  why: 'GOBIN is the folder for programs, and here it names a program',
  break(machine) {
    machine.write(`${machine.home}/file`, '');
    machine.set({ GOBIN: `${machine.home}/file` });
  },
};
