export default {
  name: 'go.work asks for a newer Go',
  cause: 'project-needs-newer-go',
  why: 'the line of go.work holds for all its modules',
  at: 'project/go.work:1',
  break: (machine) => machine.write('go.work', 'go 1.99\n\nuse .\n'),
};
