export default {
  name: 'an old dlv on PATH, and the right one in GOPATH/bin',
  cause: 'dlv-shadowed-by-another-copy',
  why: 'go install updates GOPATH/bin, and PATH leads to another copy',
  async break(machine) {
    await machine.putDlv('1.25.0', 'go1.21.13', `${machine.home}/old`);
    await machine.putDlv('1.27.2', undefined, `${machine.home}/go/bin`);
    machine.before(`${machine.home}/old`);
  },
};
