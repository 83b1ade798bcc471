import { onlyGo } from '../support/guests.mjs';

/** An apt of its own, which has no package to install. */
const settings = (apt) => ({
  'Dir::Etc::sourcelist': `${apt}/sources.list`,
  'Dir::Etc::sourceparts': '/dev/null',
  'Dir::State': apt,
  'Dir::State::status': '/dev/null',
  'Dir::Cache': apt,
  'Acquire::Retries': '0',
});

export default {
  name: 'qemu may be installed, and the package is not found',
  cause: 'qemu-install-failed',
  why: 'the index of the packages is empty, and their server is not reached: no network, or a mirror that is gone',
  needs: ['guests', 'root', 'apt'],
  async break(machine) {
    const apt = `${machine.home}/apt`;
    await machine.sh('mkdir -p ~/bin ~/apt/lists && ln -s "$(command -v apt-get)" "$(command -v apt-cache)" ~/bin/');
    machine.write(`${apt}/sources.list`, 'deb http://127.0.0.1:1/debian stable main\n');
    machine.write(
      `${apt}/apt.conf`,
      Object.entries(settings(apt))
        .map(([name, value]) => `${name} "${value}";\n`)
        .join(''),
    );
    await onlyGo(machine, `${machine.home}/bin`);
    machine.set({ APT_CONFIG: `${apt}/apt.conf` });
    machine.policy('emulation:\n  install: true\n');
  },
};
