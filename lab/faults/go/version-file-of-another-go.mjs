export default {
  name: 'the VERSION file of another Go',
  cause: 'goroot-mismatch',
  why: 'the go command tells its version by that file, and the compiler was built into another',
  async break(machine) {
    const tree = await machine.copyGoroot();
    machine.write(`${tree}/VERSION`, 'go1.25.1\ntime 2025-08-27T15:49:40Z\n');
  },
};
