import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { goenv, type Machine, makeMachine, program, set } from '../support/machine.js';
import { checkJson, exec } from '../support/world.js';

/** Machines that are odd, and in order. */
interface Oddity {
  name: string;
  make(machine: Machine): void;
}

let goroot = '';
let machine: Machine;

beforeAll(async () => {
  machine = makeMachine();
  goroot = (await exec('go', ['env', 'GOROOT'], { env: machine.world.env })).stdout.trim();
  await checkJson(['--only', 'dlv'], machine.world, machine.project);
  machine.world.remove();
}, 300_000);

afterEach(() => machine.world.remove());

const before = (m: Machine, folder: string) => set({ PATH: `${folder}:${m.world.env.PATH}` })(m);
const policy = (m: Machine, text: string) => writeFileSync(join(m.project, 'delve-gate.yml'), `version: 1\n${text}`);

const ZOO: Oddity[] = [
  { name: 'GOFLAGS=-buildvcs=false by go env -w', make: (m) => goenv(m, 'GOFLAGS=-buildvcs=false\nGOTOOLCHAIN=local\n') },
  { name: 'GOENV=off', make: set({ GOENV: 'off' }) },
  { name: 'GOTOOLCHAIN=auto', make: set({ GOTOOLCHAIN: 'auto' }) },
  { name: 'GOTOOLCHAIN=local+path', make: set({ GOTOOLCHAIN: 'path' }) },
  { name: 'a list of GOPATHs', make: (m) => set({ GOPATH: `${m.world.folder}/a:${m.world.folder}/b` })(m) },
  { name: 'GOPATH empty', make: set({ GOPATH: '' }) },
  { name: 'GOROOT set to the right tree', make: (m) => set({ GOROOT: goroot })(m) },
  {
    name: 'GOROOT through a symbolic link',
    make: (m) => {
      symlinkSync(goroot, join(m.world.folder, 'go'));
      set({ GOROOT: join(m.world.folder, 'go'), PATH: `${m.world.folder}/go/bin:/usr/bin:/bin` })(m);
    },
  },
  {
    name: 'go is a shim that execs the real one',
    make: (m) => {
      program(join(m.world.folder, 'shims', 'go'), `#!/bin/sh\nexec ${goroot}/bin/go "$@"\n`);
      before(m, join(m.world.folder, 'shims'));
    },
  },
  {
    name: 'the same go twice on PATH',
    make: (m) => {
      mkdirSync(join(m.world.folder, 'bin'));
      symlinkSync(join(goroot, 'bin', 'go'), join(m.world.folder, 'bin', 'go'));
      before(m, join(m.world.folder, 'bin'));
    },
  },
  {
    name: 'an older go behind the right one',
    make: (m) => {
      program(join(m.world.folder, 'old', 'go'), '#!/bin/sh\necho go version go1.19.13 linux/amd64\n');
      set({ PATH: `${m.world.env.PATH}:${m.world.folder}/old` })(m);
    },
  },
  { name: 'a corporate proxy with a fallback', make: set({ GOPROXY: 'http://127.0.0.1:9|direct' }) },
  { name: 'GOPRIVATE for the company', make: set({ GOPRIVATE: 'git.example.com/*,*.corp.example.com', GONOSUMDB: 'git.example.com/*' }) },
  { name: 'CGO_ENABLED=0', make: set({ CGO_ENABLED: '0' }) },
  { name: 'a C compiler that is not there, and no cgo in use', make: set({ CC: 'nosuchcc' }) },
  { name: 'GOFLAGS=-mod=mod', make: set({ GOFLAGS: '-mod=mod' }) },
  { name: 'GOFLAGS=-mod=readonly and tags', make: set({ GOFLAGS: '-mod=readonly -tags=netgo,osusergo' }) },
  { name: 'GOFLAGS with -race off and -v', make: set({ GOFLAGS: '-v -p=1' }) },
  { name: 'GOFLAGS with harmless ldflags', make: set({ GOFLAGS: '"-ldflags=-X main.swift=-something"' }) },
  { name: 'GO111MODULE=on', make: set({ GO111MODULE: 'on' }) },
  {
    name: 'GOOS and GOARCH set to this machine',
    make: (m) => set({ GOOS: 'linux', GOARCH: process.arch === 'arm64' ? 'arm64' : 'amd64' })(m),
  },
  { name: 'GODEBUG set', make: set({ GODEBUG: 'netdns=go' }) },
  { name: 'GOBIN that does not exist yet', make: (m) => set({ GOBIN: join(m.world.folder, 'not', 'yet') })(m) },
  {
    name: 'GOTMPDIR of its own',
    make: (m) => {
      mkdirSync(join(m.world.folder, 'gotmp'));
      set({ GOTMPDIR: join(m.world.folder, 'gotmp') })(m);
    },
  },
  {
    name: 'a HOME beyond ASCII, with a space',
    make: (m) => {
      mkdirSync(join(m.world.folder, 'høme müller'));
      set({ HOME: join(m.world.folder, 'høme müller') })(m);
    },
  },
  {
    name: 'XDG folders',
    make: (m) => set({ XDG_CONFIG_HOME: join(m.world.folder, 'config'), XDG_CACHE_HOME: join(m.world.folder, 'cache') })(m),
  },
  {
    name: 'a very long PATH with folders that are not there',
    make: (m) => before(m, Array.from({ length: 300 }, (_, at) => `/no/such/folder/number/${at}`).join(':')),
  },
  { name: 'relative and empty entries in PATH', make: (m) => set({ PATH: `:.:bin:${m.world.env.PATH}:` })(m) },
  {
    name: 'a workspace',
    make: ({ project }) => writeFileSync(join(project, 'go.work'), 'go 1.21\n\nuse .\n'),
  },
  { name: 'GOWORK=off', make: set({ GOWORK: 'off' }) },
  {
    name: 'a vendor folder, and GOFLAGS=-mod=vendor for it',
    make: (m) => {
      mkdirSync(join(m.project, 'vendor'));
      writeFileSync(join(m.project, 'vendor', 'modules.txt'), '');
      set({ GOFLAGS: '-mod=vendor' })(m);
    },
  },
  {
    name: 'no go.mod at all',
    make: ({ project }) => rmSync(join(project, 'go.mod')),
  },
  {
    name: 'a long temporary folder, too long for a socket',
    make: (m) => {
      const folder = join(m.world.folder, 'x'.repeat(90));
      mkdirSync(folder);
      set({ TMPDIR: folder })(m);
    },
  },
  {
    name: 'a package with cgo-free main in a folder of its own module',
    make: (m) => {
      mkdirSync(join(m.project, 'tools', 'gen'), { recursive: true });
      writeFileSync(join(m.project, 'tools', 'gen', 'go.mod'), 'module example.com/gen\n\ngo 1.21\n');
      writeFileSync(join(m.project, 'tools', 'gen', 'main.go'), 'package main\n\nfunc main() { println("gen") }\n');
      policy(m, 'smoke:\n  package: ./tools/gen\n');
    },
  },
  {
    name: 'a main package that imports os and time under its own names',
    make: (m) => {
      writeFileSync(join(m.project, 'main.go'), 'package main\n\nvar os, time = 1, 2\n\nfunc main() { println(os + time) }\n');
      policy(m, 'smoke:\n  package: .\n  modes: [attach]\n');
    },
  },
  {
    name: 'a breakpoint on a line',
    make: (m) => policy(m, 'smoke:\n  package: .\n  break: main.go:8\n  modes: [exec, debug, attach, dap]\n'),
  },
  {
    name: 'a program that ends at once, in all modes but test',
    make: (m) => {
      writeFileSync(join(m.project, 'main.go'), 'package main\n\nfunc main() {}\n');
      policy(m, 'smoke:\n  package: .\n  modes: [exec, debug, attach, dap]\n');
    },
  },
  {
    name: 'a package with tests, in mode test',
    make: (m) => {
      writeFileSync(join(m.project, 'main_test.go'), 'package main\n\nimport "testing"\n\nfunc TestAdd(t *testing.T) { add(1, 2) }\n');
      policy(m, 'smoke:\n  package: .\n  break: main.add\n  modes: [test]\n');
    },
  },
  {
    name: 'a project folder that cannot be written to',
    make: (m) => chmodSync(m.project, 0o555),
  },
];

describe('a machine that is odd, and in order', () => {
  test.each(ZOO)(
    '$name',
    async ({ make }) => {
      machine = makeMachine();
      make(machine);
      const { report } = await checkJson([], machine.world, machine.project);
      expect(report.findings.filter((finding) => finding.level !== 'note').map((finding) => `${finding.cause}: ${finding.found}`)).toEqual(
        [],
      );
      expect(report.verdict).toBe('pass');
    },
    60_000,
  );
});
