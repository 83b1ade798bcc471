export default {
  name: 'GOENV in a file of the user’s own',
  make(machine) {
    machine.write(`${machine.home}/dotfiles/goenv`, '# mine\nGOFLAGS=-v\n');
    machine.set({ GOENV: `${machine.home}/dotfiles/goenv` });
  },
};
