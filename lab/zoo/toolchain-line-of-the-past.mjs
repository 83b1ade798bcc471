export default {
  name: 'a toolchain line that is older than the Go in force',
  make: (machine) => machine.write('go.mod', 'module example.com/app\n\ngo 1.21\n\ntoolchain go1.22.0\n'),
};
