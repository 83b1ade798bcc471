export default {
  name: 'a dlv that is empty',
  cause: 'dlv-does-not-start',
  why: 'an installation that was killed leaves a file of no bytes',
  async break(machine) {
    await machine.sh('mkdir -p ~/bin && touch ~/bin/dlv && chmod +x ~/bin/dlv');
    machine.before(`${machine.home}/bin`);
  },
};
