export default {
  name: 'GOFLAGS=-trimpath',
  cause: 'trimpath',
  level: 'note',
  why: 'the program names its files without their folders, so a breakpoint by a whole path finds none of them unless the client maps it',
  break: (machine) => machine.set({ GOFLAGS: '-trimpath' }),
};
