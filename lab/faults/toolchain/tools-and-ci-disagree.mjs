export default {
  name: 'the devcontainer and CI have different Gos',
  cause: 'go-versions-disagree',
  why: 'what is debugged in the container is not what CI tests',
  level: 'warning',
  at: 'project/.devcontainer/devcontainer.json:1',
  break(machine) {
    machine.write('go.mod', 'module example.com/app\n\ngo 1.23.0\n');
    machine.write('.devcontainer/devcontainer.json', '{ "image": "mcr.microsoft.com/devcontainers/go:1-1.24-bookworm" }\n');
    machine.write(
      '.github/workflows/ci.yml',
      `${['on: push', 'jobs:', '  test:', '    steps:', '      - uses: actions/checkout@v5', "      - { uses: actions/setup-go@v6, with: { go-version: '1.26' } }", '      - run: go test ./...'].join('\n')}\n`,
    );
  },
};
