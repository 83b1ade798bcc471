export default {
  name: 'a module proxy that nobody answers for',
  cause: 'module-download-blocked',
  why: 'a firewall, or a proxy of the company that is down',
  installs: true,
  break: (machine) =>
    machine.set({
      GOPROXY: 'http://127.0.0.1:9',
      RUNNER_TOOL_CACHE: `${machine.home}/tools`,
      GOMODCACHE: `${machine.home}/go/pkg/mod`,
    }),
};
