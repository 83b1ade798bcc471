export default {
  name: 'versions that differ, and are in order: a minimum, ranges, a matrix, stages, a digest, a module of tools',
  async make(machine) {
    const version = (await machine.sh('go env GOVERSION', { quiet: true })).replace(/^go/, '');
    machine.write('go.mod', `module example.com/app\n\ngo 1.24.0\n\ntoolchain go${version}\n`);
    machine.write('tools/go.mod', 'module example.com/tools\n\ngo 1.20\n');
    machine.write('tools/Dockerfile', 'FROM golang:1.21\nCOPY . .\nRUN go build .\n');
    machine.write('.tool-versions', `golang ${version}\nhugo 0.164.0\n`);
    const stages =
      'FROM golang:latest AS golang-builder\nCOPY . .\nRUN go build .\nFROM golang-builder\nFROM golang@sha256:0d1d3a79 AS pinned\nRUN go build .\n';
    machine.write('Dockerfile', stages);
    const steps = ['    steps:', '      - uses: actions/checkout@v5', '      - uses: actions/setup-go@v6', '        with:'];
    const job = (name, go, more = []) => [`  ${name}:`, ...more, ...steps, `          go-version: ${go}`];
    const matrix = ['    strategy:', '      matrix:', "        go: ['1.23', '1.25', stable]"];
    const lines = [
      'on: push',
      'jobs:',
      ...job('newest', "'^1.20'"),
      ...job('moving', 'oldstable'),
      ...job('several', '${{ matrix.go }}', matrix),
    ];
    machine.write('.github/workflows/ci.yml', `${lines.join('\n')}\n`);
  },
};
