export default {
  name: 'GOPROXY=off',
  cause: 'proxy-off',
  why: 'go install tool@version fails with it even when all is in the cache',
  anywhere: true,
  break: (machine) => machine.set({ GOPROXY: 'off' }),
};
