export default {
  name: 'go.mod asks for a newer Go',
  cause: 'project-needs-newer-go',
  why: 'GOTOOLCHAIN=local forbids to fetch one',
  at: 'project/go.mod:3',
  break: (machine) => machine.write('go.mod', 'module example.com/app\n\ngo 1.99\n'),
};
