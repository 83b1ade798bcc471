export default {
  name: 'a go that is cut short',
  cause: 'go-command-broken',
  why: 'a download that broke off leaves half a program',
  async break(machine) {
    const goroot = await machine.goroot();
    await machine.sh(`mkdir -p ~/bin && head -c 100000 ${goroot}/bin/go > ~/bin/go && chmod +x ~/bin/go`);
    machine.before(`${machine.home}/bin`);
  },
};
