export default {
  name: 'a repository that git cannot read',
  cause: 'vcs-stamping-fails',
  why: 'only a part of .git came along, as with some copies and caches',
  needs: 'git',
  async break(machine) {
    await machine.sh('git init -q . && rm .git/HEAD');
    machine.policy('smoke:\n  package: .\n');
  },
};
