export default {
  name: 'no go on PATH',
  cause: 'go-not-on-path',
  why: 'the folder of the go command was never put on PATH',
  break: (machine) => machine.set({ PATH: '/usr/bin:/bin' }),
};
