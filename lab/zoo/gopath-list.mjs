export default {
  name: 'a list of GOPATHs',
  make: (machine) => machine.set({ GOPATH: `${machine.home}/a:${machine.home}/b` }),
};
