export default {
  name: 'a HOME beyond ASCII, with a space',
  async make(machine) {
    const home = `${machine.home}/høme müller`;
    await machine.sh(`mkdir -p '${home}'`);
    machine.set({ HOME: home });
  },
};
