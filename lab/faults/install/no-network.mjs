export default {
  name: 'no network at all',
  cause: 'module-download-blocked',
  why: 'a container without a network cannot fetch Delve',
  needs: 'nets',
  installs: true,
  break(machine) {
    machine.set({
      GOPROXY: 'https://proxy.example.org',
      RUNNER_TOOL_CACHE: `${machine.home}/tools`,
      GOMODCACHE: `${machine.home}/go/pkg/mod`,
    });
    machine.within(['-n'], 'ip link set lo up');
  },
};
