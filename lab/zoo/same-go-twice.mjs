export default {
  name: 'the same go twice on PATH',
  async make(machine) {
    await machine.sh(`mkdir ~/bin && ln -s ${await machine.goroot()}/bin/go ~/bin/go`);
    machine.before(`${machine.home}/bin`);
  },
};
