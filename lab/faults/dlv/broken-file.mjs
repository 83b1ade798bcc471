export default {
  name: 'a dlv whose file is broken',
  cause: 'dlv-does-not-start',
  why: 'a download that broke off',
  break(machine) {
    machine.program(`${machine.home}/bin/dlv`, '\u007fELF broken');
    machine.before(`${machine.home}/bin`);
  },
};
