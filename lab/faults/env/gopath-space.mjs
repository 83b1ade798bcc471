export default {
  name: 'GOPATH has a space',
  cause: 'gopath-invalid',
  why: 'many tools split what they are given at spaces',
  break: (machine) => machine.set({ GOPATH: `${machine.home}/my go` }),
};
