export default {
  name: 'a module proxy that forbids Delve',
  cause: 'module-download-blocked',
  why: 'a company’s proxy hands out what was approved, and dlv was not',
  installs: true,
  async break(machine) {
    const proxy = await machine.server((_, response) => response.writeHead(403).end('not approved'));
    machine.set({ GOPROXY: proxy, RUNNER_TOOL_CACHE: `${machine.home}/tools`, GOMODCACHE: `${machine.home}/go/pkg/mod` });
  },
};
