export default {
  name: 'GOROOT of another Go by go env -w',
  cause: 'goroot-mismatch',
  why: 'the GOENV file holds for every Go of the user, so for the next one too',
  at: '.config/go/env:1',
  break: async (machine) => machine.goenv(`GOROOT=${await machine.goroot('go1.24.13')}\n`),
};
