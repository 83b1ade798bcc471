export default {
  name: 'a PATH with neither gcc nor git',
  async make(machine) {
    await machine.sh('mkdir ~/bin && ln -s "$(command -v sh)" "$(command -v cat)" ~/bin/');
    machine.set({ PATH: `${await machine.goroot()}/bin:${machine.home}/bin` });
  },
};
