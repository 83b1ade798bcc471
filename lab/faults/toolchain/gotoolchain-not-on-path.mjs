export default {
  name: 'GOTOOLCHAIN is not on PATH',
  cause: 'toolchain-not-available',
  why: '+path forbids to download it',
  break: (machine) => machine.set({ GOTOOLCHAIN: 'go1.26.7+path' }),
};
