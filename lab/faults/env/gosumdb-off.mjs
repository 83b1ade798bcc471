export default {
  name: 'GOSUMDB=off',
  cause: 'checksum-database-off',
  why: 'what the proxy hands out is taken unseen, and a debugger runs with your rights',
  anywhere: true,
  break: (machine) => machine.set({ GOSUMDB: 'off' }),
};
