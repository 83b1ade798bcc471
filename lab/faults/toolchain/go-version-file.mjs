export default {
  name: '.go-version names another Go',
  cause: 'go-version-drift',
  why: 'a version manager would start another Go than the one in force',
  level: 'note',
  at: 'project/.go-version:1',
  break: (machine) => machine.write('.go-version', '1.24.13\n'),
};
