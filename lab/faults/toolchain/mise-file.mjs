export default {
  name: 'mise.toml names another Go',
  cause: 'go-version-drift',
  why: 'mise is not in force here',
  level: 'note',
  at: 'project/mise.toml:2',
  break: (machine) => machine.write('mise.toml', '[tools]\ngo = "1.24.13"\n'),
};
