export default {
  name: 'GOPATH is the folder of the project',
  cause: 'gopath-contains-go-mod',
  level: 'warning',
  why: 'GOPATH was pointed at the checkout, as was right before modules',
  break: (machine) => machine.set({ GOPATH: machine.project }),
};
