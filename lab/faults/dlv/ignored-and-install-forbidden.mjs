export default {
  name: 'a dlv on PATH that the policy ignores, and none may be installed',
  cause: 'dlv-not-installed',
  why: 'the policy trusts the tool cache alone, and that is empty',
  async break(machine) {
    await machine.putDlv('1.27.2');
    machine.before(`${machine.home}/bin`);
    machine.set({ RUNNER_TOOL_CACHE: `${machine.home}/tools` });
    machine.policy('delve:\n  path: ignore\n  install: false\n');
  },
};
