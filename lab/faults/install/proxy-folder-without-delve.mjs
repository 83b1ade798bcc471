export default {
  name: 'a folder of modules that does not have Delve',
  cause: 'dlv-install-failed',
  why: 'GOPROXY=file:// names a copy of some modules, for a machine without a network',
  installs: true,
  async break(machine) {
    await machine.sh('mkdir -p ~/proxy');
    const GOPROXY = `file://${machine.home}/proxy`;
    machine.set({ GOPROXY, RUNNER_TOOL_CACHE: `${machine.home}/tools`, GOMODCACHE: `${machine.home}/go/pkg/mod` });
  },
};
