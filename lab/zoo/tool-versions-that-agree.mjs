export default {
  name: '.tool-versions and .go-version that name the Go in force',
  async make(machine) {
    const version = (await machine.sh('go env GOVERSION', { quiet: true })).replace(/^go/, '');
    machine.write('.tool-versions', `nodejs 20.20.2\ngolang ${version}\n`);
    machine.write('.go-version', `${version.split('.').slice(0, 2).join('.')}\n`);
  },
};
