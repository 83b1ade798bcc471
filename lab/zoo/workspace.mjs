export default {
  name: 'a workspace',
  make: (machine) => machine.write('go.work', 'go 1.21\n\nuse .\n'),
};
