export default {
  name: 'a program that is not written in Go',
  cause: 'not-a-go-program',
  why: 'the policy names a wrapper or a tool beside the program',
  at: 'project/delve-gate.yml:3',
  async break(machine) {
    await machine.sh('cp /bin/true app');
    machine.policy('smoke:\n  binary: app\n');
  },
};
