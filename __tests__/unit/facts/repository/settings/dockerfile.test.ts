import { describe, expect, it } from '@jest/globals';
import { readDockerfile } from '../../../../../src/facts/repository/settings/dockerfile.js';
import { fileOf, told } from './told.js';

const read = (text: string) => readDockerfile(fileOf(text)).map(told);
const stage = (text: string) => read(`FROM golang:1.26 AS build\n${text}`);

describe('a Dockerfile', () => {
  it.each([
    ['ENV GOFLAGS=-mod=mod', '2:5 GOFLAGS=-mod=mod (environment) stage build |'],
    ['ENV GOFLAGS="-tags a"', '2:5 GOFLAGS=-tags a (environment) stage build |'],
    ["ENV GOFLAGS='-tags=$x'", '2:5 GOFLAGS=-tags=$x (environment) stage build |'],
    ['ENV GOFLAGS=-tags\\ a', '2:5 GOFLAGS=-tags a (environment) stage build |'],
    ['ENV GOFLAGS -tags a', '2:5 GOFLAGS=-tags a (environment) stage build |'],
    ['env GOPATH /go', '2:5 GOPATH=/go (environment) stage build |'],
    ['ENV GOPATH ""', '2:5 GOPATH= (environment) stage build |'],
    ['ENV A=1 \\\n    GOOS=js \\\n    # why\n    B=2', '3:5 GOOS=js (environment) stage build'],
    ['ENV GOPATH=$HOME/go', '2:5 GOPATH=?$HOME/go (environment) stage build |'],
    ['ENV GOPATH=${X:-/go}', '2:5 GOPATH=?${X:-/go} (environment) stage build |'],
    ['ARG CGO_ENABLED=0', '2:5 CGO_ENABLED=0 (build-argument) stage build |'],
    ['RUN export GOOS=js && go build', '2:12 GOOS=js (script) stage build'],
    ['RUN CGO_ENABLED=0 go build', '2:5 CGO_ENABLED=0 (command) stage build'],
    ['RUN go env -w GOPROXY=direct', '2:15 GOPROXY=direct (go-env-w) stage build'],
    ['RUN --mount=type=cache,target=/go  GOOS=js go build', '2:36 GOOS=js (command) stage build'],
    ['RUN cd /src && \\\n    # GOARCH=arm\n    GOOS=js \\\n    go build', '4:5 GOOS=js (command) stage build'],
    ['RUN --mount=type=cache,target=/a \\\n    --mount=type=bind,target=/b \\\n    GOOS=js go build', '4:5 GOOS=js (command) stage build'],
    ['RUN ["go", "env", "-w", "GOFLAGS=-v"]', '2:26 GOFLAGS=-v (go-env-w) stage build'],
    ['RUN <<EOF\nexport GOOS=js\nEOF', '3:8 GOOS=js (script) stage build |'],
    ['ONBUILD ENV GOOS=js', '2:13 GOOS=js (environment) stage build, images built on it'],
  ])('%j', (text, expected) => {
    expect(stage(text)).toEqual([expected]);
  });

  it('tells its stages apart', () => {
    expect(read('ARG GOOS=js\nFROM a\nENV GOOS=x\nFROM b AS c\nENV GOOS=y\nFROM c\nENV GOOS=z GOARCH=w\n')).toEqual([
      '1:5 GOOS=js (build-argument) before any stage |',
      '3:5 GOOS=x (environment) stage 0 |',
      '5:5 GOOS=y (environment) stage c |',
      '7:5 GOOS=z (environment) stage 2',
      '7:12 GOARCH=w (environment) stage 2',
    ]);
  });

  it.each([
    'ARG GOOS',
    'ENV GOOS',
    '# ENV GOOS=js',
    'ENV MYGOOS=js',
    'LABEL GOOS=js',
    'RUN echo GOOS=js',
    'CMD ["GOOS=js"]',
    'ENV',
    'ENV =',
  ])('sets nothing: %j', (text) => {
    expect(stage(text)).toEqual([]);
  });

  it('may end its lines as Windows does', () => {
    expect(read('FROM a\r\nENV GOOS=js\r\nRUN GOARCH=wasm \\\r\n  go build\r\n')).toEqual([
      '2:5 GOOS=js (environment) stage 0 |',
      '3:5 GOARCH=wasm (command) stage 0',
    ]);
  });

  it.each([
    ['lines', 'RUN GOOS=js x\n'.repeat(1500)],
    ['one line', `ENV ${'GOOS=js '.repeat(3000)}`],
    ['heredocs', 'RUN <<A\n'.repeat(3000)],
    ['nothing but escapes', `RUN ${'\\'.repeat(20_000)}`],
  ])('that is hostile ends all the same: %s', (_, text) => {
    expect(Array.isArray(read(text))).toBe(true);
  });
});
