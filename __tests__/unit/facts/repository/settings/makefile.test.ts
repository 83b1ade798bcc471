import { describe, expect, it } from '@jest/globals';
import { readMakefile } from '../../../../../src/facts/repository/settings/makefile.js';
import { fileOf, told } from './told.js';

const read = (text: string) => readMakefile(fileOf(text, 'Makefile')).map(told);

describe('a Makefile', () => {
  it.each([
    ['export GOFLAGS := -mod=mod', '1:8 GOFLAGS=-mod=mod (environment) recipes of make |'],
    ['export GOFLAGS=-mod=mod # why', '1:8 GOFLAGS=-mod=mod (environment) recipes of make |'],
    ['export GOPROXY ?= https://proxy.example.org,direct', '1:8 GOPROXY=https://proxy.example.org,direct (environment) recipes of make |'],
    ['override export GOOS = js', '1:17 GOOS=js (environment) recipes of make |'],
    ['GOOS ?= js\nexport GOOS', '1:1 GOOS=js (environment) recipes of make |'],
    ['export GOOS GOARCH\nGOOS := js', '2:1 GOOS=js (environment) recipes of make |'],
    ['export\nGOOS := js', '2:1 GOOS=js (environment) recipes of make |'],
    ['.EXPORT_ALL_VARIABLES:\nGOOS := js', '2:1 GOOS=js (environment) recipes of make |'],
    ['wasm: export GOOS = js', '1:14 GOOS=js (environment) recipes of wasm'],
    ['export GOBIN := $(CURDIR)/bin', '1:8 GOBIN=?$(CURDIR)/bin (environment) recipes of make |'],
    ['export GOPATH = $$HOME', '1:8 GOPATH=$HOME (environment) recipes of make |'],
    ['export GOROOT != go env GOROOT', '1:8 GOROOT=?go env GOROOT (environment) recipes of make |'],
    ['export GOFLAGS += -v', '1:8 GOFLAGS=?-v (environment) recipes of make |'],
    ['export GOFLAGS := -a \\\n  -b', '1:8 GOFLAGS=-a -b (environment) recipes of make'],
    ['build:\n\tCGO_ENABLED=0 go build', '2:2 CGO_ENABLED=0 (command) recipe of build'],
    [
      'build: $(SOURCES)\n\t@-GOOS=linux GOARCH=$(ARCH) \\\n\t  go build',
      '2:4 GOOS=linux (command) recipe of build',
      '2:15 GOARCH=?$(ARCH) (command) recipe of build',
    ],
    ['build:\n\texport GOOS=js; go build', '2:9 GOOS=js (script) recipe of build'],
    ['build:\n\tGOPATH=$$HOME/go go build', '2:2 GOPATH=?$HOME/go (command) recipe of build'],
    [
      'build:\n\tGOOS=$$(uname) GOARCH=amd64 go build',
      '2:2 GOOS=?$(uname) (command) recipe of build',
      '2:17 GOARCH=amd64 (command) recipe of build',
    ],
    ["build:\n\tGOFLAGS='-tags=$$x' go build", '2:2 GOFLAGS=-tags=$x (command) recipe of build'],
    ['build:\n\t$(Q)GOOS=js go build', '2:6 GOOS=js (command) recipe of build'],
    ['setup:\n\tgo env -w GOFLAGS=-v', '2:12 GOFLAGS=-v (go-env-w) recipe of setup'],
    [
      'a:\r\n\tGOOS=js go build\r\nexport GOARCH=wasm\r\n',
      '2:2 GOOS=js (command) recipe of a',
      '3:8 GOARCH=wasm (environment) recipes of make |',
    ],
  ])('%j', (text, ...expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    'GOOS := js',
    'GOOS ?= js\nexport PATH',
    'export GOOS',
    'build: GOOS = js',
    '# export GOOS = js',
    'unexport GOOS\nGOOS=js',
    'export GOOS\nGOOS := js\nunexport GOOS',
    'ifeq ($(GOOS),js)\nendif',
    'build:\n\t# GOOS=js go build',
    'build:\n\t@echo GOOS=js',
    'build:\n\t$(MAKE) build GOOS=js',
    'x := GOOS=js',
  ])('sets nothing: %j', (text) => {
    expect(read(text)).toEqual([]);
  });

  it.each([
    ['lines that go on', 'export GOOS = a \\\n'.repeat(15_000)],
    ['backslashes', `export GOOS = ${'\\'.repeat(250_000)}`],
    ['colons', 'GOOS:'.repeat(50_000)],
    ['a long name', `${'a'.repeat(250_000)} GOOS`],
    ['modifiers', `${'export '.repeat(30_000)}GOOS=js`],
  ])('that is hostile ends all the same: %s', (_, text) => {
    expect(Array.isArray(read(text))).toBe(true);
  });
});
