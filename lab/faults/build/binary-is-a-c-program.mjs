export default {
  name: 'a program that is written in C',
  cause: 'not-a-go-program',
  why: 'the build makes several programs, and the policy names the wrong one',
  needs: 'gcc',
  at: 'project/delve-gate.yml:3',
  async break(machine) {
    machine.write('helper/main.c', 'int main(void) { return 0; }\n');
    await machine.sh('gcc -g -o app helper/main.c');
    machine.policy('smoke:\n  binary: app\n');
  },
};
