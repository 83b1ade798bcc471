export default {
  name: 'a second Go on PATH, and the policy wants one',
  cause: 'several-go',
  why: 'an editor with another PATH starts the other one',
  at: 'project/delve-gate.yml:3',
  async break(machine) {
    const other = await machine.goroot('go1.24.13');
    machine.set({ PATH: `${machine.env.PATH}:${other}/bin` });
    machine.policy('go:\n  single: true\n');
  },
};
