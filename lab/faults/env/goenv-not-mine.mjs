export default {
  name: 'a GOENV file that belongs to root',
  cause: 'goenv-unreadable',
  why: 'sudo go env -w made it, and this user cannot read it',
  needs: 'setpriv',
  async break(machine) {
    machine.goenv('GOFLAGS=-v\n');
    machine.asNobody();
    await machine.sh('sudo() { "$@"; }; sudo chown 0:0 ~/.config/go/env && sudo chmod 600 ~/.config/go/env');
  },
};
