import { describe, expect, test } from '@jest/globals';
import { parseBuildInfo } from '../../../src/facts/build-info.js';
import { originOf, parseGoenv } from '../../../src/facts/goenv.js';
import { largestHeap, parseModFile } from '../../../src/facts/project.js';
import type { GoFacts } from '../../../src/model/facts.js';
import { withoutCredentials } from '../../../src/model/seen.js';

describe('the GOENV file, as the go command reads it', () => {
  test('junk, comments, lower case and spaces before = do not count; quotes and carriage returns belong to the value', () => {
    const text =
      'junk line\n=x\nGOFLAGS\n#c\nGOFLAGS=-v\nFOO=bar\ngoproxy=off\nGOPROXY = off\n\ufeffGOSUMDB=off\nGOARCH="amd64"\nGOOS=linux\r\n';
    expect(parseGoenv(text)).toEqual([
      { line: 5, name: 'GOFLAGS', value: '-v' },
      { line: 6, name: 'FOO', value: 'bar' },
      { line: 8, name: 'GOPROXY ', value: ' off' },
      { line: 10, name: 'GOARCH', value: '"amd64"' },
      { line: 11, name: 'GOOS', value: 'linux\r' },
    ]);
  });

  const goenv = (text: string): GoFacts['goenv'] => ({
    path: '/home/me/.config/go/env',
    state: 'file',
    explicit: false,
    lines: parseGoenv(text),
  });
  const shipped = { path: '/go/go.env', lines: parseGoenv('GOPROXY=p,direct\nGOTOOLCHAIN=auto\nGOPROXY=q\nGOROOT=/other\n') };

  test.each([
    ['GOFLAGS', { GOFLAGS: '-x' }, 'GOFLAGS=-v\n', 'environment', undefined],
    ['GOFLAGS', { GOFLAGS: '' }, 'GOFLAGS=-v\n', 'go-env-w', 1],
    ['GOFLAGS', {}, 'GOFLAGS=-v\nGOBIN=/b\nGOFLAGS=-x\n', 'go-env-w', 3],
    ['GOTOOLCHAIN', {}, 'GOTOOLCHAIN=\n', 'go-env-w', 1],
    ['GOTOOLCHAIN', {}, '', 'goroot-go.env', 2],
    ['GOPROXY', {}, '', 'goroot-go.env', 1],
    ['GOBIN', {}, 'GOBIN=/b\nGOBIN=\n', 'default', undefined],
    ['GOROOT', {}, '', 'default', undefined],
    ['GOPACKAGESDRIVER', {}, 'GOPACKAGESDRIVER=off\n', 'default', undefined],
    ['GOBIN', {}, '', 'default', undefined],
    ['GOENV', {}, 'GOENV=/x\n', 'default', undefined],
    ['GODEBUG', {}, 'GODEBUG=x=1\n', 'default', undefined],
    ['GOVERSION', { GOVERSION: 'go1.1' }, 'GOVERSION=go1.2\n', 'computed', undefined],
  ])('%s with environment %j and file %j comes from %s', (name, env, text, source, line) => {
    const origin = originOf(name, env as NodeJS.ProcessEnv, goenv(text), shipped);
    expect([origin.source, origin.place?.line]).toEqual([source, line]);
  });
});

describe('go.mod and go.work', () => {
  test.each([
    ['module x\n\ngo 1.26.8\n\ntoolchain go1.27.2\n', ['1.26.8', 3], ['go1.27.2', 5]],
    ['// go 1.1\nmodule x\ngo 1.21 // language\n', ['1.21', 3], undefined],
    ['module x\r\ngo 1.27rc1\r\n', ['1.27rc1', 2], undefined],
    ['module x\nrequire (\n\tgo v1.2.3\n)\n', undefined, undefined],
    ['go 1.25\nuse (\n\t./a\n)\ntoolchain default\n', ['1.25', 1], ['default', 5]],
    ['godebug default=go1.21\ngo 1.25\ngodebug (\n\tpanicnil=1\n)\ntool (\n\tgo 1.2\n)\n', ['1.25', 2], undefined],
  ])('%j', (text, go, toolchain) => {
    const found = parseModFile(text);
    expect(found.godebug?.map(({ value, line }) => [value, line])).toEqual(
      text.startsWith('godebug')
        ? [
            ['default=go1.21', 1],
            ['panicnil=1', 4],
          ]
        : [],
    );
    expect([found.go && [found.go.value, found.go.line], found.toolchain && [found.toolchain.value, found.toolchain.line]]).toEqual([
      go ?? null,
      toolchain ?? null,
    ]);
  });
});

describe('go version -m', () => {
  test('reads who built it, from what, how', () => {
    const output =
      '/x/dlv: go1.26.8\n\tpath\tgithub.com/go-delve/delve/cmd/dlv\n\tmod\tgithub.com/go-delve/delve\tv1.27.2\th1:abc=\n\tdep\tx\tv1\th1:d=\n\tbuild\t-gcflags="all=-N -l"\n\tbuild\tCGO_ENABLED=0\n';
    expect(parseBuildInfo(output)).toEqual({
      go: 'go1.26.8',
      path: 'github.com/go-delve/delve/cmd/dlv',
      module: 'github.com/go-delve/delve',
      version: 'v1.27.2',
      sum: 'h1:abc=',
      settings: { '-gcflags': 'all=-N -l', CGO_ENABLED: '0' },
    });
  });

  test('a file that is no Go program has none', () => {
    expect(parseBuildInfo('/bin/ls: could not read Go build info from /bin/ls: not a Go executable\n')).toBeUndefined();
    expect(parseBuildInfo('')).toBeUndefined();
  });
});

test('user names and passwords in URLs never get into facts', () => {
  expect(withoutCredentials('https://me:secret@proxy.example/x,https://t0ken@other.example|direct')).toBe(
    'https://proxy.example/x,https://other.example|direct',
  );
  expect(withoutCredentials('https://proxy.example/@v/list')).toBe('https://proxy.example/@v/list');
});

describe("the trace of Go's garbage collector", () => {
  const line = (number: number, heap: string) =>
    `gc ${number} @0.4s 3%: 0.24+2.1+0.004 ms clock, 0.49+0.29/0.94/0.13+0.008 ms cpu, ${heap} MB, 5 MB goal, 0 MB stacks, 0 MB globals, 2 P`;

  test('tells the heap at its largest', () => {
    const trace = [line(1, '4->4->2'), 'go: warning: "./..." matched no packages', line(2, '93->113->95'), line(3, '9->9->3')];
    expect(largestHeap(trace.join('\n'))).toBe(113);
  });

  test('tells nothing where none was collected', () => {
    expect(largestHeap('go: warning: "./..." matched no packages\n')).toBeNull();
  });
});
