export default {
  name: 'no dlv yet, and a module cache that is empty and read-only',
  cause: 'dlv-install-failed',
  why: 'what go install downloads has no place',
  needs: 'mounts',
  installs: true,
  break(machine) {
    const cache = `${machine.home}/go/pkg/mod`;
    machine.set({ RUNNER_TOOL_CACHE: `${machine.home}/tools`, GOMODCACHE: cache });
    machine.within(['-m'], `mkdir -p ${cache} && mount -t tmpfs -o ro none ${cache}`);
  },
};
