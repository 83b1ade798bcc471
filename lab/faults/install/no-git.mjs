export default {
  name: 'modules from their repositories, and no git',
  cause: 'git-missing',
  why: 'GOPROXY=direct in a small image: the go command wants git for every module',
  installs: true,
  async break(machine) {
    await machine.sh('mkdir ~/bin && ln -s "$(command -v sh)" "$(command -v cat)" ~/bin/');
    machine.set({
      PATH: `${await machine.goroot()}/bin:${machine.home}/bin`,
      GOPROXY: 'direct',
      RUNNER_TOOL_CACHE: `${machine.home}/tools`,
      GOMODCACHE: `${machine.home}/go/pkg/mod`,
    });
  },
};
