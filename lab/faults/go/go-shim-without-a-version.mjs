export default {
  name: 'a shim that has no Go to start',
  cause: 'go-command-broken',
  why: 'a version manager puts its shim on PATH before any version is chosen',
  break(machine) {
    const words = 'No version is set for command go\\nConsider adding one of the following versions in your config file';
    machine.program(`${machine.home}/.asdf/shims/go`, `#!/bin/sh\nprintf '${words}\\n' >&2\nexit 126\n`);
    machine.before(`${machine.home}/.asdf/shims`);
  },
};
