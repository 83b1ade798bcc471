export default {
  name: 'GOPATH holds quotes',
  cause: 'gopath-invalid',
  why: 'an env file keeps the quotes that a shell would take off',
  break: (machine) => machine.set({ GOPATH: `"${machine.home}/go"` }),
};
