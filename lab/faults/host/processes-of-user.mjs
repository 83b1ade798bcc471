export default {
  name: 'a user who may have few processes',
  cause: 'process-limit',
  why: 'ulimit -u counts the threads of all programs of the user',
  needs: ['setpriv', 'prlimit'],
  async break(machine) {
    await machine.ownTools();
    machine.asNobody();
    machine.wrap = ['prlimit', '--nproc=26', ...machine.wrap];
  },
};
