export default {
  name: 'GOPATH is relative',
  cause: 'gopath-invalid',
  why: 'it would be another folder in each folder, so Go refuses it',
  anywhere: true,
  break: (machine) => machine.set({ GOPATH: 'go' }),
};
