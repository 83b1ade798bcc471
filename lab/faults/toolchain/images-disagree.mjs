export default {
  name: 'two images of one module have different Gos',
  cause: 'go-versions-disagree',
  why: 'one of two Dockerfiles was forgotten',
  level: 'note',
  at: 'project/debug.Dockerfile:1',
  break(machine) {
    machine.write('go.mod', 'module example.com/app\n\ngo 1.23.0\n');
    machine.write('Dockerfile', 'ARG GO=1.26\nFROM golang:${GO} AS build\nCOPY . .\nRUN go build .\n');
    machine.write('debug.Dockerfile', 'FROM golang:1.25\nCOPY . .\nRUN go build -gcflags="all=-N -l" .\n');
  },
};
