export default {
  name: 'GOFLAGS without a dash, by go env -w',
  cause: 'goflags-invalid',
  why: 'every go command reads GOFLAGS, and refuses this',
  anywhere: true,
  at: '.config/go/env:2',
  break: (machine) => machine.goenv('# note\nGOFLAGS=nodash\n'),
};
