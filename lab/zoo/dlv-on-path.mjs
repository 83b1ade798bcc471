export default {
  name: 'the right dlv on PATH',
  async make(machine) {
    await machine.putDlv('1.27.2', undefined, `${machine.home}/go/bin`);
    machine.set({ PATH: `${machine.env.PATH}:${machine.home}/go/bin` });
  },
};
