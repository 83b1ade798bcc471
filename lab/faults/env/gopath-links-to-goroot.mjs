export default {
  name: 'GOPATH is a link to GOROOT',
  cause: 'gopath-equals-goroot',
  why: 'Go was unpacked to ~/go, which is where GOPATH is by default',
  async break(machine) {
    await machine.sh(`ln -s ${await machine.goroot()} ~/go`);
    machine.set({ GOPATH: `${machine.home}/go` });
  },
};
