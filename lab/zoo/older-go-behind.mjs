export default {
  name: 'an older go behind the right one',
  async make(machine) {
    machine.set({ PATH: `${machine.env.PATH}:${await machine.goroot('go1.24.13')}/bin` });
  },
};
