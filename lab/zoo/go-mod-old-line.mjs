export default {
  name: 'a go.mod of Go 1.11, with a toolchain of nobody',
  make: (machine) => machine.write('go.mod', 'module example.com/app // of old\n\ngo 1.11\n'),
};
