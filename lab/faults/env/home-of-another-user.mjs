export default {
  name: 'a HOME that belongs to root',
  cause: 'home-gocache-unusable',
  why: 'docker run --user changes the user and leaves HOME as it was',
  needs: 'setpriv',
  async break(machine) {
    machine.asNobody();
    machine.set({ GOCACHE: undefined });
    await machine.sh('chown 0:0 ~ && chmod 755 ~');
  },
};
