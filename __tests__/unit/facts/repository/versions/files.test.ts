import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../../../../src/facts/repository/versions/declaration.js';
import { ofDevcontainer } from '../../../../../src/facts/repository/versions/devcontainer.js';
import { followed, ofModFile } from '../../../../../src/facts/repository/versions/go-mod.js';
import { ofGoLand } from '../../../../../src/facts/repository/versions/goland.js';
import { ofBazel, ofCi, ofFromLines, ofGolangci } from '../../../../../src/facts/repository/versions/lines.js';
import { ofMise } from '../../../../../src/facts/repository/versions/mise.js';
import { ofToolVersions, ofVersionFile } from '../../../../../src/facts/repository/versions/version-file.js';
import { ofVsCode } from '../../../../../src/facts/repository/versions/vscode.js';
import { describeRange } from '../../../../../src/match/go-range.js';

/** `line:column range`, or the reason why there is none. */
const said = (all: Declaration[]) =>
  all.map(({ line, column, range, reason }) => `${line}${column ? `:${column}` : ''} ${range ? describeRange(range) : reason}`);

describe('go.mod', () => {
  test.each([
    ['module m\n\ngo 1.25.0\n\ntoolchain go1.25.7\n', ['3 1.25.0 or newer', '5 1.25.7 or newer']],
    ['module m\n\ngo 1.20 // old\n', ['3 1.20 or newer']],
    ['module m\ngo 1.26\ntoolchain default\n', ['2 1.26 or newer', '3 it is the Go that is installed']],
    ['module m\n', []],
  ])('%j', (text, expected) => expect(said(ofModFile(text, 'go.mod'))).toEqual(expected));

  test.each([
    ['go.mod', 'go 1.25.0\ntoolchain go1.25.7\n', '1.25.7'],
    ['go.mod', 'go 1.25.0\n', '1.25.0'],
    ['.tool-versions', 'nodejs 20\ngolang 1.26.8 # why\n', '1.26.8'],
    ['.go-version', '1.26.8\n', '1.26.8'],
    ['.go-version', '\n', undefined],
  ])('setup-go takes from %s %j: %s', (name, text, version) => expect(followed(text, name)).toBe(version));
});

describe('files of version managers', () => {
  test.each([
    ['1.26.8\n', ['1 1.26.8']],
    ['go1.26\r\n', ['1 1.26.x']],
    ['# for goenv\n\n1.26.8\n1.24.0\n', ['3 1.26.8']],
    ['system\n', ['1 it is whatever the system has']],
    ['nonsense\n', ['1 "nonsense" names no version of Go']],
    ['\n', []],
  ])('.go-version %j', (text, expected) => expect(said(ofVersionFile(text))).toEqual(expected));

  test.each([
    ['nodejs 20.20.2\ngolang 1.26.8\n', ['2:8 1.26.8']],
    ['go 1.26 # why\n', ['1:4 1.26.x']],
    ['golang 1.26.8 1.25.0\n', ['1:8 1.26.8']],
    ['golang latest\n', ['1:8 the newest']],
    ['golang ref:master\n', ['1:8 it is no release']],
    ['golangci-lint 1.64.8\ngolang-migrate 4.0\n# golang 1.26\nhugo 0.164.0\n', []],
    ['golang\n', []],
  ])('.tool-versions %j', (text, expected) => expect(said(ofToolVersions(text))).toEqual(expected));

  test.each([
    ['[tools]\nnode = "20"\ngo = "1.26.8"\n', ['3:7 1.26.8']],
    ['[tools]\ngolang = "1.26"\n', ['2:11 1.26.x']],
    ['[tools]\ngo = ["1.26", "1.25"]\n', ['2:8 1.26.x']],
    ['[tools]\ngo = { version = "1.26.8" }\n', ['2:19 1.26.8']],
    ['[tools.go]\nversion = "prefix:1.20"\n', ['2:12 1.20.x']],
    ['[tools]\ngo = "latest"\n', ['2:7 the newest']],
    ['[tools]\ngo = "{{ env.GO }}"\n', ['2:7 it is only known when it runs']],
    ['[tools]\ngo = "1"\n', ['2:7 1.0.0 or newer']],
    ['[tools]\n"go:example.com/x" = "v0.7.1"\ngolangci-lint = "1.64.8"\n', []],
    ['[env]\ngo = "1.26"\n', []],
  ])('mise %j', (text, expected) => expect(said(ofMise(text))).toEqual(expected));

  test('a mise file that is no TOML is an error', () => expect(() => ofMise('[tools\ngo = 1')).toThrow());
});

describe('editors', () => {
  test.each([
    ['{\n  // comment\n  "go.goroot": "/usr/local/go1.26.8",\n}', ['3:16 1.26.8']],
    ['{ "go.alternateTools": { "go": "/home/me/sdk/go1.24.3/bin/go" } }', ['1:32 1.24.3']],
    ['{ "go.goroot": "/home/me/.asdf/installs/golang/1.26.8/go" }', ['1:16 1.26.8']],
    ['{ "go.goroot": "C:\\\\Users\\\\me\\\\sdk\\\\go1.27rc1" }', ['1:16 1.27rc1']],
    ['{ "go.goroot": "/root/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64" }', ['1:16 1.26.8']],
    ['{ "go.goroot": "/usr/local/go" }', ['1:16 the path tells no version']],
    ['{ "go.goroot": null, "go.gopath": "/x/go1.26" }', []],
    ['"not an object"', []],
    ['', []],
  ])('VS Code %j', (text, expected) => expect(said(ofVsCode(text))).toEqual(expected));

  test('the go that only builds the tools is no pin', () => {
    expect(ofVsCode('{ "go.toolsManagement.go": "/opt/go1.27.2/bin/go" }')).toMatchObject([
      { role: 'reader', written: '/opt/go1.27.2/bin/go' },
    ]);
  });

  test.each([
    ['<project>\n  <component name="GOROOT" url="file://$USER_HOME$/sdk/go1.26.8" />\n</project>', ['2:1 1.26.8']],
    ['<project><component name="GOROOT" path="/opt/go/1.10.2" /></project>', ['1:1 1.10.2']],
    ['<project><component name="GOROOT" url="file:///usr/local/go" /></project>', ['1:1 the path tells no version']],
    ['<project><component project-jdk-name="Go 1.26.8" project-jdk-type="Go SDK" /></project>', ['1:1 1.26.8']],
    [
      '<module><component><orderEntry type="jdk" jdkName="Go SDK" jdkType="Go SDK" /></component></module>',
      ['1:1 only the IDE knows its folder'],
    ],
    ['<project><component name="GOPATH" url="file:///x/go1.26" /><broken', []],
  ])('GoLand %j', (text, expected) => expect(said(ofGoLand(text))).toEqual(expected));
});

describe('devcontainer.json', () => {
  test.each([
    ['{\n  "image": "mcr.microsoft.com/devcontainers/go:1-1.26-bookworm", // why\n}', ['2:12 1.26.x']],
    ['{ "features": { "ghcr.io/devcontainers/features/go:1": { "version": "1.26" } } }', ['1:69 1.26.x']],
    ['{ "features": { "ghcr.io/devcontainers/features/go:1": "1.25.3" } }', ['1:56 1.25.3']],
    ['{ "features": { "ghcr.io/devcontainers/features/go:1": {} } }', ['1:56 the newest']],
    ['{ "features": { "ghcr.io/devcontainers/features/go": { "version": "none" } } }', ['1:67 the feature installs no Go']],
    ['{ "image": "ubuntu", "features": { "ghcr.io/devcontainers/features/node:1": { "version": "20" } } }', []],
    ['{ "features": [] }', []],
  ])('%j', (text, expected) => expect(said(ofDevcontainer(text))).toEqual(expected));
});

describe('files that say it on a line', () => {
  test.each([
    ['image: golang:1.26\n', ['1:8 1.26.x']],
    ['test:\n  image:\n    name: "golang:1.25-alpine"\n', ['3:12 1.25.x']],
    ['variables:\n  GO_VERSION: "1.26.8"\ntest:\n  image: golang:${GO_VERSION}-alpine\n', ['4:10 1.26.8']],
    ['test:\n  image: golang:$GO\n', ['2:10 its tag is only known when it is built']],
    ['job:\n  image: !reference [.x, image]\n  services:\n    - name: postgres:16\n', []],
  ])('CI %j', (text, expected) => expect(said(ofCi(text))).toEqual(expected));

  test.each([
    ['VERSION 0.8\nFROM golang:1.26\n', ['2:6 1.26.x']],
    ['docker = """\nFROM golang:1.26 as tilt\n"""\n', ['2:6 1.26.x']],
    ['FROM +base\n', []],
  ])('Earthfile, Tiltfile %j', (text, expected) => expect(said(ofFromLines(text))).toEqual(expected));

  test.each([
    ['go_sdk.download(version = "1.26.8")\n', ['1:28 1.26.8']],
    ['go_sdk.download(\n    name = "go",\n    version = "1.26.8",\n)\n', ['3:16 1.26.8']],
    ['go_register_toolchains(go_version = "1.25.0")\n', ['1:38 1.25.0']],
    ['# go_sdk.download(version = "1.26.8")\nbazel_dep(name = "rules_go", version = "0.50.1")\n', []],
  ])('Bazel %j', (text, expected) => expect(said(ofBazel(text))).toEqual(expected));

  test.each([
    ['version: "2"\nrun:\n  go: "1.25"\n  timeout: 5m\n', ['3:8 1.25.x']],
    ['linters:\n  settings:\n    go: "1.25"\n', []],
  ])('golangci-lint %j', (text, expected) => expect(said(ofGolangci(text))).toEqual(expected));
});
