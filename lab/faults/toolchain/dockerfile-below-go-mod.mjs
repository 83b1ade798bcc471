export default {
  name: 'the image is older than go.mod asks for',
  cause: 'go-pinned-below-go-mod',
  why: 'golang images set GOTOOLCHAIN=local, so nothing is fetched there and nothing builds',
  level: 'warning',
  at: 'project/Dockerfile:2',
  break(machine) {
    machine.write('go.mod', 'module example.com/app\n\ngo 1.25.0\n');
    machine.write('Dockerfile', '# syntax=docker/dockerfile:1\nFROM golang:1.24 AS build\nCOPY . .\nRUN go build .\n');
  },
};
