export default {
  name: 'two Gos unpacked over each other',
  cause: 'goroot-mismatch',
  why: 'a new archive over an old tree mixes a go command with the compiler of the other',
  async break(machine) {
    const tree = await machine.copyGoroot();
    const newer = await machine.goroot('go1.27.2');
    await machine.sh(`cp ${newer}/bin/go ${tree}/bin/go`);
  },
};
