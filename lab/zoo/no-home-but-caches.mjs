export default {
  name: 'no HOME, and every folder named',
  make: (machine) =>
    machine.set({ HOME: undefined, GOPATH: `${machine.home}/go`, GOENV: 'off', XDG_CONFIG_HOME: `${machine.home}/config` }),
};
