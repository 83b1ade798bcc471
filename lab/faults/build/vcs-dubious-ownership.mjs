export default {
  name: 'a repository that belongs to another user',
  cause: 'vcs-stamping-fails',
  why: 'a checkout mounted into a container keeps its owner, and git refuses it',
  needs: ['root', 'git'],
  async break(machine) {
    await machine.sh(
      'git init -q . && git add . && git -c user.name=you -c user.email=you@example.com commit -qm first && chown -R 1000:1000 .',
    );
    machine.policy('smoke:\n  package: .\n');
  },
};
