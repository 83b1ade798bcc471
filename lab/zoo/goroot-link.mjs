export default {
  name: 'GOROOT through a symbolic link',
  async make(machine) {
    await machine.sh(`ln -s ${await machine.goroot()} ~/go-current`);
    machine.set({ GOROOT: `${machine.home}/go-current`, PATH: `${machine.home}/go-current/bin:/usr/bin:/bin` });
  },
};
