export default {
  name: 'GOPROXY=off in go.env of GOROOT',
  cause: 'proxy-off',
  why: 'a company’s Go comes with settings of its own, and no variable shows them',
  at: 'sdk/go/go.env:1',
  async break(machine) {
    const tree = await machine.copyGoroot();
    machine.set({ GOPROXY: undefined });
    machine.write(`${tree}/go.env`, 'GOPROXY=off\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=local\n');
  },
};
