import { describe, expect, test } from '@jest/globals';
import { ofDockerfile } from '../../../../../src/facts/repository/versions/dockerfile.js';
import { describeRange } from '../../../../../src/match/go-range.js';

const said = (text: string, options = {}) =>
  ofDockerfile(text, options).map(
    ({ line, column, range, reason, user }) => `${line}:${column} ${range ? describeRange(range) : reason} ${user}`,
  );

describe('where a Dockerfile takes its Go from', () => {
  test.each([
    ['an image', 'FROM golang:1.26\n', ['1:6 1.26.x stage 0']],
    ['an image for a platform', 'FROM --platform=$BUILDPLATFORM golang:1.26 AS build\n', ['1:32 1.26.x stage build']],
    ['the default of an ARG, at its line', 'ARG GO=1.26\nFROM golang:${GO}-alpine\n', ['1:8 1.26.x stage 0']],
    ['a whole image in an ARG', 'ARG BASE=golang:1.26\nFROM $BASE AS Build\n', ['1:10 1.26.x stage build']],
    ['a default at the place', 'FROM golang:${GO:-1.25}\n', ['1:6 1.25.x stage 0']],
    ['an ARG without a default', 'ARG GO\nFROM golang:${GO}\n', ['2:6 its tag is only known when it is built stage 0']],
    ['an ARG that is set later', 'FROM golang:${GO}\nARG GO=1.26\n', ['1:6 its tag is only known when it is built stage 0']],
    ['a digest', 'FROM golang@sha256:abc\n', ['1:6 a digest names no version stage 0']],
    [
      'names of stages are no images',
      'FROM golang:1.26 AS golang\nFROM golang\nFROM golang AS golang-builder\nFROM golang-builder\n',
      ['1:6 1.26.x stage golang'],
    ],
    ['small letters, continued lines, comments', '# FROM golang:1.1\nfrom \\\n  golang:1.26\n', ['3:3 1.26.x stage 0']],
    ['a tree that is copied', 'FROM debian\nCOPY --from=golang:1.26 /usr/local/go /usr/local/go\n', ['2:1 1.26.x stage 0']],
    ['something else that is copied', 'FROM debian\nCOPY --from=golang:1.26 /etc/ssl /etc/ssl\n', []],
    ['no Go at all', 'FROM node:20\nRUN echo golang\n', []],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => expect(said(text)).toEqual(expected));

  test('what is given when it is built goes before a default', () => {
    const text = 'ARG VARIANT=1-1.20\nFROM mcr.microsoft.com/devcontainers/go:${VARIANT}\n';
    expect(said(text, { args: { VARIANT: '1-1.26-bookworm' } })).toEqual(['1:13 1.26.x stage 0']);
  });
});

describe('whether it builds a module of the repository', () => {
  const from = 'FROM golang:1.26 AS build\n';
  test.each([
    ['sources are copied and built', `${from}COPY . .\nRUN go build ./cmd/x\n`, true],
    ['go.mod is copied', `${from}COPY go.mod go.sum ./\nRUN go mod download\n`, true],
    ['make does it', `${from}COPY . /src\nRUN make build\n`, true],
    ['a stage that is made from it does', `${from}RUN apt-get update\nFROM build AS app\nCOPY . .\nRUN go test ./...\n`, true],
    ['sources are mounted', `${from}RUN --mount=type=bind,target=. go build -o /x .\n`, true],
    ['a package is installed from them', `${from}COPY . .\nRUN go install ./cmd/x\n`, true],
    ['tools are installed', `${from}RUN go install example.com/tool@latest\n`, false],
    ['tools are installed, and something is copied', `${from}COPY . .\nRUN go install example.com/tool@v1.2.3\n`, false],
    ['single files are built', `${from}COPY tool/main.go /\nRUN go build -o /x /main.go\n`, false],
    ['another module is made there', `${from}COPY . .\nRUN go mod init x && go build .\n`, false],
    ['only another stage is copied from', `${from}COPY --from=x /a /b\nRUN go build .\n`, false],
    ['nothing is built', `${from}COPY . .\n`, false],
  ])('%s', (_, text, builds) => expect(ofDockerfile(text).map(({ aside }) => aside !== true)).toEqual([builds]));

  test('an image that somebody works in needs no sources', () => {
    expect(ofDockerfile('FROM golang:1.26\n', { person: true })).toMatchObject([{ role: 'person' }]);
    expect(ofDockerfile('FROM golang:1.26\n', { person: true })[0]?.aside).toBeUndefined();
  });

  test('the module is that whose go.mod is copied', () => {
    expect(ofDockerfile(`${from}COPY ./apps/server/go.mod apps/server/go.sum ./\nRUN go mod download\n`)).toMatchObject([
      { module: 'apps/server' },
    ]);
    expect(ofDockerfile(`${from}COPY ["go.mod", "go.sum", "./"]\nRUN go mod download\n`)).toMatchObject([{ module: '.' }]);
  });

  test.each([
    ['ENV GOTOOLCHAIN=auto', true],
    ['ENV GOTOOLCHAIN auto', true],
    ['ENV GOTOOLCHAIN=local', false],
    ['ENV OTHER=1', false],
  ])('%s: the image may fetch another Go: %s', (line, switches) => expect(ofDockerfile(`${from}${line}\n`)).toMatchObject([{ switches }]));
});
