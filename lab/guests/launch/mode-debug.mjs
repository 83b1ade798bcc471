export default {
  name: 'a mode that needs a toolchain',
  cause: 'mode-not-possible-there',
  why: 'dlv debug builds the program where it runs, and a guest has no Go',
  break(machine) {
    machine.policy('smoke:\n  modes: [exec, debug]\n');
  },
};
