export default {
  name: 'GOFLAGS=-buildvcs=false by go env -w',
  make: (machine) => machine.goenv('GOFLAGS=-buildvcs=false\nGOTOOLCHAIN=local\n'),
};
