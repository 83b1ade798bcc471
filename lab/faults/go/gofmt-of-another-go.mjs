export default {
  name: 'gofmt of another Go before the go command',
  cause: 'gofmt-of-another-go',
  why: 'a folder with tools of an old installation was left first on PATH',
  level: 'note',
  async break(machine) {
    const other = await machine.goroot('go1.24.13');
    await machine.sh(`mkdir ~/bin && ln -s ${other}/bin/gofmt ~/bin/gofmt`);
    machine.before(`${machine.home}/bin`);
  },
};
