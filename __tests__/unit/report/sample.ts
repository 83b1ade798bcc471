import type { Facts } from '../../../src/model/facts.js';
import type { CheckResult, Finding, Report } from '../../../src/model/report.js';

/** What a pull request may hold where a value is expected. */
export const HOSTILE =
  'a|b`c*d*</code></td><img src=x onerror=alert(1)>@octocat #1 [x](javascript:y)\n::error file=main.go::pwned\r%0A\u001b[2J\u202edlrow';

export function finding(more: Partial<Finding> = {}): Finding {
  return {
    cause: 'debug-info-stripped',
    link: 'build',
    level: 'error',
    title: 'The program carries no debug information',
    found: 'GOFLAGS holds -ldflags=-s',
    expected: 'a program with DWARF',
    fix: ['remove GOFLAGS'],
    evidence: [],
    path: [],
    consequences: [],
    confidence: 'certain',
    page: 'https://example.org/causes/x.md',
    ...more,
  };
}

export function check(more: Partial<CheckResult> = {}): CheckResult {
  return { name: 'env', target: 'linux/amd64', status: 'pass', ms: 0, ...more };
}

const facts: Facts = {
  host: {
    os: 'linux',
    arch: 'amd64',
    kernel: '6.1.0',
    container: null,
    wsl: null,
    uid: 1000,
    ptrace: { yamaScope: 0, capability: false, seccomp: 0, noNewPrivs: false },
    emulated: null,
    binfmt: null,
    temp: { path: '/tmp', exists: true, writable: true, executable: true },
    home: '/home/gopher',
    loopback: { value: true },
    localhost: { value: ['127.0.0.1'] },
    apparmor: null,
    selinux: null,
    clock: '2026-11-22T10:00:00.000Z',
    cpus: 2,
  },
  dlv: {
    found: [],
    chosen: {
      version: '1.27.2',
      because: 'auto',
      from: 'cache',
      path: '/tools/dlv/dlv',
      exported: true,
      cacheHit: true,
      notes: [],
      error: null,
    },
  },
  targets: [],
  builds: [],
  sessions: [
    {
      mode: 'exec',
      subject: './cmd/app',
      ours: false,
      status: 'pass',
      phases: {},
      ms: 90,
      observed: { function: 'main.greet', file: '/w/main.go', line: 6, locals: { name: '"gopher"' } },
    },
  ],
};

/** A report of a leg, with what a test adds. */
export function report(more: Partial<Report> = {}): Report {
  return {
    schema: 'delve-gate/report/1',
    verdict: (more.findings ?? []).some((each) => each.level === 'error') ? 'fail' : 'pass',
    target: 'linux/amd64',
    host: { os: 'linux', arch: 'amd64', kernel: '6.1.0' },
    policy: { file: 'delve-gate.yml', sha256: null, base: null },
    findings: [],
    checks: [check(), check({ name: 'dlv' }), check({ name: 'smoke/exec', subject: './cmd/app', ms: 90.4 })],
    facts,
    versions: { 'delve-gate': '0.1.0', go: 'go1.26.8', dlv: '1.27.2', node: 'v24.21.0' },
    ms: 1234,
    ...more,
  };
}
