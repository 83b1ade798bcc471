export default {
  name: 'GOROOT of another Go',
  cause: 'goroot-mismatch',
  why: 'a GOROOT in a shell profile stays behind when Go is updated',
  break: async (machine) => machine.set({ GOROOT: await machine.goroot('go1.24.13') }),
};
