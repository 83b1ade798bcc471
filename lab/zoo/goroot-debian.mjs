export default {
  name: 'Go as Debian lays it out: bin is real, the rest are links to two trees',
  async make(machine) {
    const tree = await machine.copyGoroot();
    await machine.sh(`mkdir -p ~/usr/bin ~/usr/share && mv ${tree} ~/usr/share/go && ln -s ../share/go/bin/go ~/usr/bin/go`);
    machine.set({ PATH: `${machine.home}/usr/bin:/usr/bin:/bin` });
  },
};
