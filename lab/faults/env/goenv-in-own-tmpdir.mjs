export default {
  name: 'GOENV in TMPDIR',
  cause: 'goenv-in-temporary-folder',
  why: 'a job made a TMPDIR of its own, and put GOENV there',
  break: (machine) => machine.set({ GOENV: `${machine.temp}/goenv` }),
};
