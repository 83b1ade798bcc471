export default {
  name: 'a real old Go, and a go.mod of today',
  cause: 'project-needs-newer-go',
  why: 'the machine was set up before the project moved on',
  at: 'project/go.mod:3',
  async break(machine) {
    await machine.useGo('go1.24.13');
    machine.write('go.mod', 'module example.com/app\n\ngo 1.26.0\n');
  },
};
