export default {
  name: 'GOROOT names a folder without Go',
  cause: 'goroot-invalid',
  why: 'GOROOT is the tree, not the folder that it was unpacked into',
  break: (machine) => machine.set({ GOROOT: '/usr' }),
};
