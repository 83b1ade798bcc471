export default {
  name: 'no dlv, and the policy forbids to install one',
  cause: 'dlv-not-installed',
  why: 'the machine is to bring its own dlv, and has none',
  break(machine) {
    machine.set({ RUNNER_TOOL_CACHE: `${machine.home}/tools` });
    machine.policy('delve:\n  install: false\n');
  },
};
