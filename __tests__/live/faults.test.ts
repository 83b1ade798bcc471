import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/model/report.js';
import { goenv, type Machine, makeMachine, program, set } from '../support/machine.js';
import { CLI, checkJson, exec, KEPT, ROOT } from '../support/world.js';

interface Fault {
  name: string;
  cause: string;
  /** Breaks the machine; what it returns is added to the arguments of the check. */
  break(machine: Machine): undefined | string[] | void | Promise<void>;
  consequences?: string[];
  /** The place of the finding, relative to the folder of the test. */
  at?: string;
  only?: string;
}

let goroot = '';
let machines: Machine[] = [];

beforeAll(async () => {
  const { world, project } = machine();
  goroot = (await exec('go', ['env', 'GOROOT'], { env: world.env })).stdout.trim();
  // Without this the first test would have to build dlv within its own time.
  await checkJson(['--only', 'dlv'], world, project);
}, 300_000);

afterEach(() => {
  for (const { world } of machines) world.remove();
  machines = [];
});

function machine(): Machine {
  const made = makeMachine();
  machines.push(made);
  return made;
}

const FAULTS: Fault[] = [
  { name: 'no go on PATH', cause: 'go-not-on-path', break: set({ PATH: '/usr/bin:/bin' }) },
  { name: 'GOROOT names nothing', cause: 'goroot-invalid', break: set({ GOROOT: '/nonexistent' }) },
  { name: 'GOROOT names a folder without Go', cause: 'goroot-invalid', break: set({ GOROOT: '/usr' }) },
  {
    name: 'GOROOT=/x by go env -w',
    cause: 'goroot-invalid',
    break: (m) => goenv(m, 'GOFLAGS=-v\nGOROOT=/x\n'),
    at: 'home/.config/go/env:2',
  },
  { name: 'GOPATH starts with ~', cause: 'gopath-invalid', break: set({ GOPATH: '~/go' }) },
  { name: 'GOPATH is relative', cause: 'gopath-invalid', break: set({ GOPATH: 'go' }) },
  {
    name: 'GOPATH is an unexpanded variable',
    cause: 'gopath-invalid',
    break: (m) => goenv(m, 'GOPATH=$HOME/go\n'),
    at: 'home/.config/go/env:1',
  },
  {
    name: 'GOPATH has a space',
    cause: 'gopath-invalid',
    break: (m) => set({ GOPATH: join(m.world.folder, 'my go') })(m),
  },
  { name: 'GOPATH is GOROOT', cause: 'gopath-equals-goroot', break: (m) => set({ GOPATH: goroot })(m) },
  { name: 'GOBIN is relative', cause: 'gobin-unusable', break: set({ GOBIN: 'bin' }) },
  {
    name: 'GOBIN is a file',
    cause: 'gobin-unusable',
    break: (m) => {
      writeFileSync(join(m.world.folder, 'file'), '');
      set({ GOBIN: join(m.world.folder, 'file') })(m);
    },
  },
  { name: 'GOENV is a folder', cause: 'goenv-unreadable', break: (m) => set({ GOENV: m.project })(m) },
  { name: 'GOENV is relative', cause: 'goenv-unreadable', break: set({ GOENV: 'goenv' }) },
  { name: 'GOENV in the temporary folder', cause: 'goenv-in-temporary-folder', break: set({ GOENV: '/tmp/delve-gate-no-such-goenv' }) },
  { name: 'GOENV file with Windows line ends', cause: 'env-written-by-go-env-w', break: (m) => goenv(m, 'GOARCH=amd64\r\nGOFLAGS=-v\r\n') },
  {
    name: 'GOPROXY=off with a carriage return',
    cause: 'env-written-by-go-env-w',
    break: (m) => goenv(m, 'GOPROXY=off\r\n'),
    at: 'home/.config/go/env:1',
  },
  {
    name: 'CGO_ENABLED=maybe by go env -w',
    cause: 'env-written-by-go-env-w',
    break: (m) => goenv(m, 'CGO_ENABLED=maybe\n'),
    at: 'home/.config/go/env:1',
  },
  {
    name: 'quotes in the GOENV file',
    cause: 'env-written-by-go-env-w',
    break: (m) => goenv(m, 'GOPROXY="off"\n'),
    at: 'home/.config/go/env:1',
  },
  {
    name: 'GOFIPS140=bogus by go env -w',
    cause: 'env-written-by-go-env-w',
    break: (m) => goenv(m, 'GOFIPS140=bogus\n'),
    at: 'home/.config/go/env:1',
  },
  {
    name: 'GOCACHEPROG does not exist',
    cause: 'home-gocache-unusable',
    break: (m) => goenv(m, 'GOCACHEPROG=/no/such/cache\n'),
    at: 'home/.config/go/env:1',
  },
  {
    name: 'go.mod that Go cannot read',
    cause: 'package-does-not-build',
    break: ({ project }) => {
      writeFileSync(join(project, 'go.mod'), 'module example.com/app\n\ngo 1.21\n\nrequire nonsense\n');
      writeFileSync(join(project, 'delve-gate.yml'), 'version: 1\nsmoke:\n  package: .\n');
    },
    at: 'project/go.mod:5',
  },
  {
    name: 'cgo without a C compiler',
    cause: 'c-toolchain-missing',
    break: (m) => {
      writeFileSync(join(m.project, 'c.go'), 'package main\n\n// int one(void) { return 1; }\nimport "C"\n\nvar one = C.one()\n');
      writeFileSync(join(m.project, 'delve-gate.yml'), 'version: 1\nsmoke:\n  package: .\n');
      set({ CC: 'nosuchcc', CGO_ENABLED: '1' })(m);
    },
  },
  {
    name: 'GOFLAGS without a dash, by go env -w',
    cause: 'goflags-invalid',
    break: (m) => goenv(m, '# note\nGOFLAGS=nodash\n'),
    at: 'home/.config/go/env:2',
  },
  { name: 'GOFLAGS with an unknown flag', cause: 'goflags-invalid', break: set({ GOFLAGS: '-nosuch' }) },
  { name: 'GOFLAGS=-mod=vendor without a vendor folder', cause: 'goflags-mod-conflict', break: set({ GOFLAGS: '-mod=vendor' }) },
  { name: 'GO111MODULE=off', cause: 'gopath-mode-off', break: set({ GO111MODULE: 'off' }) },
  { name: 'GOPROXY=off', cause: 'proxy-off', break: set({ GOPROXY: 'off' }) },
  { name: 'GOSUMDB=off', cause: 'checksum-database-off', break: set({ GOSUMDB: 'off' }) },
  { name: 'GOPRIVATE=*', cause: 'checksum-database-off', break: set({ GOPRIVATE: '*' }) },
  {
    name: 'GOARCH=arm64 by go env -w',
    cause: 'target-arch-mismatch',
    break: (m) => goenv(m, 'GOARCH=arm64\n'),
    at: 'home/.config/go/env:1',
  },
  { name: 'GOOS=windows', cause: 'target-arch-mismatch', break: set({ GOOS: 'windows' }) },
  { name: 'GOOS is no system', cause: 'target-arch-mismatch', break: set({ GOOS: 'foo' }) },
  {
    name: 'GOBIN while building for another platform',
    cause: 'target-arch-mismatch',
    consequences: ['gobin-cross-compile'],
    break: (m) => set({ GOARCH: 'arm64', GOBIN: join(m.world.folder, 'bin') })(m),
  },
  { name: 'GOCACHE=off', cause: 'home-gocache-unusable', break: set({ GOCACHE: 'off' }) },
  { name: 'GOCACHE is relative', cause: 'home-gocache-unusable', break: set({ GOCACHE: 'cache' }) },
  {
    name: 'GOCACHE cannot be made',
    cause: 'home-gocache-unusable',
    break: (m) => {
      writeFileSync(join(m.world.folder, 'file'), '');
      set({ GOCACHE: join(m.world.folder, 'file', 'cache') })(m);
    },
  },
  {
    name: 'no HOME at all',
    cause: 'home-gocache-unusable',
    break: set({ HOME: undefined, GOCACHE: undefined, GOPATH: '/tmp/delve-gate-gopath' }),
  },
  { name: 'GOMODCACHE is relative', cause: 'gomodcache-invalid', break: set({ GOMODCACHE: 'mod' }) },
  { name: 'TMPDIR does not exist', cause: 'temp-unusable', break: set({ TMPDIR: '/no/such/tmp' }) },
  { name: 'GOTMPDIR does not exist', cause: 'temp-unusable', break: set({ GOTMPDIR: '/no/such/tmp' }) },
  { name: 'GOTOOLCHAIN is no toolchain', cause: 'toolchain-not-available', break: set({ GOTOOLCHAIN: 'bogus' }) },
  {
    name: 'GOTOOLCHAIN by go env -w is no toolchain',
    cause: 'toolchain-not-available',
    break: (m) => {
      set({ GOTOOLCHAIN: undefined })(m);
      goenv(m, 'GOTOOLCHAIN=bogus\n');
    },
    at: 'home/.config/go/env:1',
  },
  { name: 'GOTOOLCHAIN was never released', cause: 'toolchain-not-available', break: set({ GOTOOLCHAIN: 'go1.99.9' }) },
  { name: 'GOTOOLCHAIN is not on PATH', cause: 'toolchain-not-available', break: set({ GOTOOLCHAIN: 'go1.26.7+path' }) },
  {
    name: 'go.mod asks for a newer Go',
    cause: 'project-needs-newer-go',
    break: ({ project }) => writeFileSync(join(project, 'go.mod'), 'module example.com/app\n\ngo 1.99\n'),
    at: 'project/go.mod:3',
  },
  {
    name: 'go.work asks for a newer Go',
    cause: 'project-needs-newer-go',
    break: ({ project }) => writeFileSync(join(project, 'go.work'), 'go 1.99\n\nuse .\n'),
    at: 'project/go.work:1',
  },
  {
    name: 'go.mod asks for a Go that was never released',
    cause: 'toolchain-not-available',
    break: (m) => {
      set({ GOTOOLCHAIN: 'auto' })(m);
      writeFileSync(join(m.project, 'go.mod'), 'module example.com/app\n\ngo 1.99\n');
    },
    at: 'project/go.mod:3',
  },
  {
    name: 'GOFLAGS strips every program',
    cause: 'debug-info-stripped',
    break: (m) => goenv(m, 'GOFLAGS=-ldflags=-s\n'),
    at: 'home/.config/go/env:1',
  },
  {
    name: 'GOFLAGS strips with -w among others',
    cause: 'debug-info-stripped',
    break: set({ GOFLAGS: '"-ldflags=-X main.v=1 -w" -trimpath=false' }),
  },
  {
    name: 'a dlv that is another program',
    cause: 'dlv-is-not-delve',
    break: (m) => {
      program(join(m.world.folder, 'bin', 'dlv'), '#!/bin/sh\necho dlv: DVD library viewer 0.3\n');
      set({ PATH: `${join(m.world.folder, 'bin')}:${m.world.env.PATH}` })(m);
    },
  },
  {
    name: 'a dlv whose file is broken',
    cause: 'dlv-does-not-start',
    break: (m) => {
      program(join(m.world.folder, 'bin', 'dlv'), '\u007fELF broken');
      set({ PATH: `${join(m.world.folder, 'bin')}:${m.world.env.PATH}` })(m);
    },
  },
  {
    name: 'a dlv for another machine',
    cause: 'target-arch-mismatch',
    break: async (m) => {
      const dlv = join(m.world.folder, 'bin', 'dlv');
      const built = await exec('go', ['build', '-o', dlv, '.'], {
        cwd: m.project,
        env: { ...m.world.env, GOARCH: process.arch === 'arm64' ? 'amd64' : 'arm64', CGO_ENABLED: '0' },
      });
      expect(built).toMatchObject({ code: 0 });
      set({ PATH: `${join(m.world.folder, 'bin')}:${m.world.env.PATH}` })(m);
    },
  },
  {
    name: 'dlv in GOPATH/bin, which is not on PATH',
    cause: 'dlv-not-on-path',
    break: async (m) => {
      const { report } = await checkJson(['--only', 'dlv'], m.world, m.project);
      mkdirSync(join(m.world.env.HOME as string, 'go', 'bin'), { recursive: true });
      copyFileSync(report.facts.dlv?.chosen?.path as string, join(m.world.env.HOME as string, 'go', 'bin', 'dlv'));
    },
  },
  {
    name: 'the policy pins a dlv that is too old',
    cause: 'dlv-too-old-for-go',
    break: ({ project }) => writeFileSync(join(project, 'delve-gate.yml'), 'version: 1\ndelve:\n  version: 1.22.1\n'),
    at: 'project/delve-gate.yml:3',
  },
  {
    name: 'the package does not compile',
    cause: 'package-does-not-build',
    break: ({ project }) => {
      writeFileSync(join(project, 'other.go'), 'package main\n\nfunc broken() int {\n\treturn "text"\n}\n');
      writeFileSync(join(project, 'delve-gate.yml'), 'version: 1\nsmoke:\n  package: .\n');
    },
    at: 'project/other.go:4',
  },
  {
    name: 'the package is no program',
    cause: 'not-a-main-package',
    break: ({ project }) => {
      mkdirSync(join(project, 'lib'));
      writeFileSync(join(project, 'lib', 'lib.go'), 'package lib\n\nfunc F() int { return 1 }\n');
      writeFileSync(join(project, 'delve-gate.yml'), 'version: 1\nsmoke:\n  package: ./lib\n');
    },
    at: 'project/delve-gate.yml:3',
  },
  {
    name: 'the breakpoint is in a function that does not exist',
    cause: 'breakpoint-not-hit',
    break: ({ project }) => writeFileSync(join(project, 'delve-gate.yml'), 'version: 1\nsmoke:\n  package: .\n  break: main.nowhere\n'),
    at: 'project/delve-gate.yml:4',
  },
  {
    name: 'the breakpoint is in a function that is never called',
    cause: 'breakpoint-not-hit',
    break: ({ project }) => {
      writeFileSync(
        join(project, 'other.go'),
        'package main\n\nimport "os"\n\nvar keep = never\n\n//go:noinline\nfunc never() { os.Exit(3) }\n',
      );
      writeFileSync(join(project, 'delve-gate.yml'), 'version: 1\nsmoke:\n  package: .\n  break: main.never\n');
    },
    at: 'project/delve-gate.yml:4',
  },
  {
    name: 'the policy has a rule that does not hold',
    cause: 'go-env-policy',
    break: ({ project }) => writeFileSync(join(project, 'delve-gate.yml'), 'version: 1\nenv:\n  GOPATH:\n    under: [/opt]\n'),
    at: 'project/delve-gate.yml:4',
  },
  {
    name: 'the policy forbids what go env -w wrote',
    cause: 'env-written-by-go-env-w',
    break: (m) => {
      goenv(m, 'GOFLAGS=-v\n');
      writeFileSync(join(m.project, 'delve-gate.yml'), 'version: 1\nenv:\n  GOFLAGS:\n    not-from: go-env-w\n');
    },
    at: 'project/delve-gate.yml:4',
  },
  {
    name: 'a second Go on PATH, and the policy wants one',
    cause: 'several-go',
    break: (m) => {
      program(join(m.world.folder, 'bin', 'go'), '#!/bin/sh\necho go version go1.19.13 linux/amd64\n');
      set({ PATH: `${m.world.env.PATH}:${join(m.world.folder, 'bin')}` })(m);
      writeFileSync(join(m.project, 'delve-gate.yml'), 'version: 1\ngo:\n  single: true\n');
    },
  },
  {
    name: 'a target that is not this machine',
    cause: 'target-not-this-machine',
    break: () => ['--target', 'windows/amd64'],
  },
  {
    name: 'a target that Delve does not support',
    cause: 'unsupported-platform',
    break: () => ['--target', 'linux/s390x'],
  },
];

function errors(findings: readonly Finding[]): string[] {
  return findings.filter((finding) => finding.level === 'error').map((finding) => finding.cause);
}

describe('a machine that is broken on purpose', () => {
  test.each(FAULTS)(
    '$name: $cause',
    async (fault) => {
      const m = machine();
      const more = (await fault.break(m)) ?? [];
      const { report, ran } = await checkJson(more, m.world, m.project);
      expect(errors(report.findings)).toEqual([fault.cause]);
      const finding = report.findings[0] as Finding;
      expect(finding.fix.length).toBeGreaterThan(0);
      expect(finding.path.at(-1)?.answer).toMatch(/^no: /);
      if (fault.consequences) expect(finding.consequences).toEqual(expect.arrayContaining(fault.consequences));
      if (fault.at)
        expect(`${finding.location?.file}:${finding.location?.line}`.replace(/^delve-gate/, `${m.project}/delve-gate`)).toBe(
          join(m.world.folder, fault.at),
        );
      expect(report.verdict).toBe('fail');
      expect(ran.code).toBe(1);
    },
    60_000,
  );

  test('seccomp that denies ptrace: container-ptrace-denied', async () => {
    if (process.platform !== 'linux') return;
    const m = machine();
    const tool = join(KEPT, 'deny-ptrace');
    const sources = join(ROOT, '__tests__', 'support', 'deny-ptrace');
    expect(await exec('go', ['build', '-buildvcs=false', '-o', tool, '.'], { cwd: sources, env: m.world.env })).toMatchObject({ code: 0 });
    const ran = await exec(tool, [process.execPath, CLI, 'check', '--format', 'json', '--quiet'], { cwd: m.project, env: m.world.env });
    expect(ran).toMatchObject({ code: 1, stderr: '' });
    const report = JSON.parse(ran.stdout);
    expect(errors(report.findings)).toEqual(['container-ptrace-denied']);
    expect(ran.code).toBe(1);
  }, 60_000);

  test('nothing is broken: no finding at all', async () => {
    const m = machine();
    const { report, ran } = await checkJson([], m.world, m.project);
    expect(report.findings).toEqual([]);
    expect(report.checks.map((check) => `${check.name} ${check.status}`)).toEqual([
      'env pass',
      'dlv pass',
      'build pass',
      'smoke/exec pass',
      'smoke/attach pass',
    ]);
    expect(ran.code).toBe(0);
    expect(readFileSync(join(m.project, 'go.mod'), 'utf8')).toBe('module example.com/app\n\ngo 1.21\n');
  }, 60_000);
});
