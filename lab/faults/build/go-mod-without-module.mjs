export default {
  name: 'go.mod without a module line',
  cause: 'go-mod-invalid',
  why: 'an empty go.mod marks a folder for some tools, and Go cannot read it',
  anywhere: true,
  break: (machine) => machine.write('go.mod', 'go 1.21\n'),
};
