export default {
  name: 'a program that was built with -N alone',
  cause: 'optimized-binary',
  why: 'without -l functions are inlined, and breakpoints in them move',
  at: 'project/delve-gate.yml:3',
  async break(machine) {
    await machine.sh('go build -gcflags=-N -o app .');
    machine.policy('smoke:\n  binary: app\n');
  },
};
