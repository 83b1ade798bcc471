export default {
  name: 'GOARM64 is no version of the architecture',
  cause: 'go-env-fails',
  why: 'the go command refuses it on every machine, whatever its architecture',
  anywhere: true,
  break: (machine) => machine.set({ GOARM64: 'v7' }),
};
