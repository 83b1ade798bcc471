export default {
  name: 'a Delve of other bytes',
  cause: 'module-checksum-mismatch',
  why: 'somebody between the proxy and this machine repacked the module: its sum is not the one that everybody else got',
  installs: true,
  async break(machine) {
    await machine.dlv('1.27.2');
    const zip = await machine.tool('modzip');
    const [from, to] = [machine.env.GOMODCACHE, `${machine.home}/go/pkg/mod`].map((each) => `${each}/cache/download`);
    const at = 'github.com/go-delve/delve/@v';
    await machine.sh(`mkdir -p ${to}/${at} && cp -r ${from}/sumdb ${to}/ && cp ${from}/${at}/v1.27.2.* ${to}/${at}/`, { quiet: true });
    machine.set({ RUNNER_TOOL_CACHE: `${machine.home}/tools`, GOMODCACHE: `${machine.home}/go/pkg/mod` });
    await machine.sh(
      `cd ${to}/${at} && rm v1.27.2.ziphash && ${zip} new.zip v1.27.2.zip github.com/go-delve/delve@v1.27.2/ADDED=x && mv -f new.zip v1.27.2.zip`,
    );
  },
};
