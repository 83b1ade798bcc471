export default {
  name: 'dlv in GOBIN, which is not on PATH',
  cause: 'dlv-not-on-path',
  why: 'GOBIN by go env -w moved where go install puts programs',
  async break(machine) {
    machine.goenv(`GOBIN=${machine.home}/tools/bin\n`);
    await machine.putDlv('1.27.2', undefined, `${machine.home}/tools/bin`);
  },
};
