export default {
  name: 'TMPDIR is a file',
  cause: 'temp-unusable',
  why: 'nothing can be made below a file',
  break(machine) {
    machine.write(`${machine.home}/file`, '');
    machine.set({ TMPDIR: `${machine.home}/file` });
  },
};
