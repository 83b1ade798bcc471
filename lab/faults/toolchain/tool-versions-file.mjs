export default {
  name: '.tool-versions names another Go',
  cause: 'go-version-drift',
  why: 'asdf and mise read it, and neither is in force here',
  level: 'note',
  at: 'project/.tool-versions:2',
  break: (machine) => machine.write('.tool-versions', 'nodejs 20.20.2\ngolang 1.24.13\n'),
};
