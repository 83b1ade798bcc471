export default {
  name: 'an old dlv before the right one',
  cause: 'dlv-shadowed-by-another-copy',
  why: 'the distribution’s folder comes first on PATH',
  async break(machine) {
    await machine.putDlv('1.25.0', 'go1.21.13', `${machine.home}/old`);
    await machine.putDlv('1.27.2', undefined, `${machine.home}/right`);
    machine.before(`${machine.home}/old:${machine.home}/right`);
  },
};
