export default {
  name: 'GOFLAGS=-trimpath',
  cause: 'trimpath',
  why: 'the program names its files without their folders, so an editor’s breakpoint finds none of them',
  break: (machine) => machine.set({ GOFLAGS: '-trimpath' }),
};
