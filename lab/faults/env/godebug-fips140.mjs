export default {
  name: 'GODEBUG sets what this Go does not know',
  cause: 'go-env-fails',
  why: 'the go command itself panics at its start',
  anywhere: true,
  break: (machine) => machine.set({ GODEBUG: 'fips140=maybe' }),
};
