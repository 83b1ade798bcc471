export default {
  name: 'a go.work that cannot be read',
  cause: 'go-mod-invalid',
  why: 'go env works, and every other go command fails',
  anywhere: true,
  at: 'project/go.work:3',
  break: (machine) => machine.write('go.work', 'go 1.21\n\nuse\n'),
};
