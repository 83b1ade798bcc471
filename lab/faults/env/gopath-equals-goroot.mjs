export default {
  name: 'GOPATH is GOROOT',
  cause: 'gopath-equals-goroot',
  why: 'Go takes what is installed there for its own library',
  break: async (machine) => machine.set({ GOPATH: await machine.goroot() }),
};
