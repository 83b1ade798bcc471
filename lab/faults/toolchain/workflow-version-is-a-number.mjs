export default {
  name: 'a workflow asks setup-go for 1.20 without quotes',
  cause: 'go-pinned-below-go-mod',
  why: 'to YAML that is the number 1.2',
  level: 'warning',
  at: 'project/.github/workflows/ci.yml:8',
  break(machine) {
    machine.write('go.mod', 'module example.com/app\n\ngo 1.20\n');
    machine.write(
      '.github/workflows/ci.yml',
      `${['on: push', 'jobs:', '  test:', '    steps:', '      - uses: actions/checkout@v5', '      - uses: actions/setup-go@v6', '        with:', '          go-version: 1.20', '      - run: go test ./...'].join('\n')}\n`,
    );
  },
};
