import { describe, expect, test } from '@jest/globals';
import { blocker, CAUSE_IDS, CAUSES, judge } from '../../../src/causes/index.js';
import { LINKS } from '../../../src/model/chain.js';
import type { Facts, TargetFacts } from '../../../src/model/facts.js';
import { Policy } from '../../../src/model/policy.js';
import { healthy, session } from '../../support/facts.js';

function found(facts: Facts, policy: unknown = { version: 1 }): string[] {
  const parsed = Policy.parse(policy);
  return judge({ facts, policy: parsed, policyAt: () => undefined }).map((finding) => {
    const under = finding.consequences.length > 0 ? ` (${finding.consequences.join(', ')})` : '';
    return `${finding.level} ${finding.link}/${finding.cause}${under}`;
  });
}

const withEnv = (values: Record<string, string>): Facts => {
  const facts = healthy();
  for (const [name, value] of Object.entries(values)) {
    if (facts.go && 'value' in facts.go.env) facts.go.env.value[name] = value;
    if (facts.go) facts.go.origins[name] = { source: 'environment', written: value };
  }
  return facts;
};

describe('the catalog', () => {
  test('ids are unique, kebab-case, and along the chain', () => {
    expect(new Set(CAUSE_IDS).size).toBe(CAUSE_IDS.length);
    for (const cause of CAUSES) {
      expect(cause.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(LINKS).toContain(cause.link);
      expect(cause.title).not.toMatch(/\.$/);
    }
  });

  test('a healthy machine has no finding', () => {
    expect(found(healthy())).toEqual([]);
  });

  test('facts that are not there are no fault', () => {
    const facts = healthy();
    facts.go = undefined;
    facts.dlv = undefined;
    facts.project = undefined;
    expect(found(facts)).toEqual([]);
  });
});

describe('the first broken link is the cause', () => {
  test('what stands later is its consequence', () => {
    const facts = withEnv({ GOARCH: 'arm64', GOBIN: '/home/me/bin' });
    facts.sessions = [session({ failure: { phase: 'listening', kind: 'died', message: 'fork/exec /t: exec format error', output: '' } })];
    expect(found(facts)).toEqual(['error env/target-arch-mismatch (gobin-cross-compile)']);
  });

  test('what breaks nothing later stands beside, not above', () => {
    const facts = withEnv({ GOSUMDB: 'off' });
    facts.sessions = [session({ failure: { phase: 'hit', kind: 'timeout', message: 'no answer from dlv within 30 s', output: '' } })];
    expect(found(facts)).toEqual(['error env/checksum-database-off', 'error breakpoint/breakpoint-not-hit']);
  });

  test('GOPROXY=off explains a dlv that cannot be installed, not a program without debug information', () => {
    const facts = withEnv({ GOPROXY: 'off', GOFLAGS: '-ldflags=-w' });
    if (facts.dlv?.chosen)
      Object.assign(facts.dlv.chosen, {
        path: null,
        error: { kind: 'proxy-off', message: 'module lookup disabled by GOPROXY=off', output: '' },
      });
    for (const build of facts.builds) if (build.binary) build.binary.debugInfo = false;
    expect(found(facts)).toEqual(['error env/proxy-off (dlv-not-installed)', 'error build/debug-info-stripped']);
  });

  test('a finding turned down to a warning takes nothing under it', () => {
    const facts = withEnv({ GOARCH: 'arm64', GOBIN: '/home/me/bin' });
    expect(found(facts, { version: 1, levels: { 'target-arch-mismatch': 'warning' } })).toEqual([
      'error install/gobin-cross-compile',
      'warning env/target-arch-mismatch',
    ]);
  });

  test('off is off', () => {
    expect(found(withEnv({ GOSUMDB: 'off' }), { version: 1, levels: { 'checksum-database-off': 'off' } })).toEqual([]);
  });

  test('the path that was walked ends at the broken link', () => {
    const [finding] = judge({
      facts: withEnv({ GO111MODULE: 'off' }),
      policy: Policy.parse({ version: 1 }),
      policyAt: () => undefined,
    });
    expect(finding?.path.map((step) => step.answer.split(':')[0])).toEqual(['yes', 'yes', 'no']);
  });

  test('a broken env leaves no sense in going on; a checksum database that is off does', () => {
    const judged = (values: Record<string, string>) =>
      judge({ facts: withEnv(values), policy: Policy.parse({ version: 1 }), policyAt: () => undefined });
    expect(blocker(judged({ GO111MODULE: 'off' }), 'install')?.cause).toBe('gopath-mode-off');
    expect(blocker(judged({ GOSUMDB: 'off' }), 'install')).toBeUndefined();
    expect(blocker(judged({ GOPROXY: 'off' }), 'install')).toBeUndefined();
  });
});

describe('what dlv said, by what it means', () => {
  const said = (message: string, more: Partial<ReturnType<typeof session>> = {}, phase = 'listening') => {
    const facts = healthy();
    facts.host.ptrace.seccomp = 2;
    facts.sessions = [session({ failure: { phase, kind: 'died', message, output: '' }, ...more })];
    return facts;
  };

  test.each([
    ['could not launch process: fork/exec /t: operation not permitted', 'error launch/container-ptrace-denied'],
    ['could not attach to pid 7: operation not permitted', 'error launch/container-ptrace-denied'],
    ['could not launch process: fork/exec /t: function not implemented', 'error host/emulated-arch-no-ptrace'],
    ['could not launch process: fork/exec /t: resource temporarily unavailable', 'error host/process-limit'],
    ['runtime/cgo: pthread_create failed: Resource temporarily unavailable', 'error host/process-limit'],
    ['could not open debug info - debuggee must not be built with', 'error build/debug-info-stripped'],
    ['something that nobody knows', 'error launch/smoke-failed'],
  ])('%s', (message, expected) => {
    expect(found(said(message))).toEqual([expected]);
  });

  test('yama forbids attach to who is no parent, and not to root', () => {
    const message =
      'Could not attach to pid 256: this could be caused by a kernel security setting, try writing "0" to /proc/sys/kernel/yama/ptrace_scope';
    const facts = said(message, { mode: 'attach' });
    facts.host.ptrace = { yamaScope: 1, capability: false, seccomp: 0, noNewPrivs: false };
    expect(found(facts, { version: 1, smoke: { modes: ['attach'] } })).toEqual(['error attach/ptrace-scope-yama']);
  });

  test.each([
    [1, false, ['exec'], []],
    [1, false, ['exec', 'attach'], ['error attach/ptrace-scope-yama']],
    [1, true, ['exec', 'attach'], []],
    [2, false, ['exec'], ['error launch/ptrace-scope-yama']],
    [2, true, ['exec', 'attach'], []],
    [3, true, ['exec'], ['error launch/ptrace-scope-yama']],
    [null, false, ['exec', 'attach'], []],
  ])('by looking: scope %s, CAP_SYS_PTRACE %s, modes %j', (yamaScope, capability, modes, expected) => {
    const facts = healthy();
    facts.host.ptrace = { yamaScope, capability, seccomp: 0, noNewPrivs: false };
    expect(found(facts, { version: 1, smoke: { modes } })).toEqual(expected);
  });

  test('where attach is optional, yama is a note', () => {
    const facts = healthy();
    facts.host.ptrace = { yamaScope: 1, capability: false, seccomp: 0, noNewPrivs: false };
    expect(found(facts, { version: 1, smoke: { modes: ['exec', 'attach'], optional: ['attach'] } })).toEqual([
      'note attach/ptrace-scope-yama',
    ]);
  });
});

describe('which dlv is in force', () => {
  const dlv = (path: string, where: 'path' | 'gopath', version: string, builtBy: string, arch = 'amd64') => ({
    path,
    real: path,
    where,
    version: { value: version },
    build: {
      value: {
        go: builtBy,
        path: 'github.com/go-delve/delve/cmd/dlv',
        module: 'github.com/go-delve/delve',
        version: `v${version}`,
        sum: 'h1:x',
        settings: {},
      },
    },
    binary: { format: 'elf', os: 'linux', arch, dynamic: false },
  });
  const withDlv = (...found: ReturnType<typeof dlv>[]): Facts => {
    const facts = healthy();
    if (facts.dlv) facts.dlv.found = found;
    return facts;
  };

  test.each([
    ['a matching one', [dlv('/bin/dlv', 'path', '1.27.2', 'go1.26.8')], []],
    ['one too old', [dlv('/bin/dlv', 'path', '1.24.2', 'go1.26.8')], ['error dlv/dlv-too-old-for-go']],
    ['one built by an older Go', [dlv('/bin/dlv', 'path', '1.26.3', 'go1.24.13')], ['error dlv/dlv-built-with-older-go']],
    [
      'one too old before a matching one',
      [dlv('/bin/dlv', 'path', '1.24.2', 'go1.26.8'), dlv('/go/bin/dlv', 'gopath', '1.27.2', 'go1.26.8')],
      ['error dlv/dlv-shadowed-by-another-copy'],
    ],
    [
      'a matching one before one too old',
      [dlv('/bin/dlv', 'path', '1.27.2', 'go1.26.8'), dlv('/go/bin/dlv', 'gopath', '1.24.2', 'go1.26.8')],
      [],
    ],
    ['one that is not on PATH', [dlv('/go/bin/dlv', 'gopath', '1.27.2', 'go1.26.8')], ['error dlv/dlv-not-on-path']],
    ['one of another machine that starts', [dlv('/bin/dlv', 'path', '1.27.2', 'go1.26.8', 'arm64')], ['error dlv/emulated-arch-no-ptrace']],
  ])('%s', (_, found_, expected) => {
    expect(found(withDlv(...found_))).toEqual(expected);
  });

  test('one that is put before them on PATH makes them harmless', () => {
    const facts = withDlv(dlv('/bin/dlv', 'path', '1.24.2', 'go1.26.8'));
    if (facts.dlv?.chosen) facts.dlv.chosen.exported = true;
    expect(found(facts)).toEqual([]);
  });

  test.each([
    ['and no dlv on PATH', undefined, []],
    ['and the newest dlv', '1.27.2', []],
    ['and an older dlv', '1.26.3', ['error dlv/dlv-too-old-for-go']],
  ])('an unknown newer Go is a warning, %s', (_, version, more) => {
    const facts = withEnv({ GOVERSION: 'go1.99.1' });
    if (facts.dlv && version) facts.dlv.found = [dlv('/bin/dlv', 'path', version, 'go1.26.8')];
    if (facts.go)
      Object.assign(facts.go, {
        own: { value: { goroot: '/usr/local/go', version: 'go1.99.1' } },
        compiler: { value: 'go1.99.1' },
        goroot: { ...facts.go.goroot, version: 'go1.99.1' },
      });
    expect(found(facts)).toEqual([...more, 'warning install/go-newer-than-delve']);
  });
});

describe('emulation', () => {
  const registered = (arch: string, enabled = true): Facts => {
    const facts = healthy();
    facts.host.binfmt = [{ name: `qemu-${arch}`, enabled, interpreter: '/usr/bin/qemu', arch }];
    return facts;
  };
  const targets = (...names: string[]) => ({ version: 1, targets: names });

  test('a registration matters where its architecture is a target, or what Go builds for', () => {
    expect(found(registered('arm64'))).toEqual([]);
    expect(found(registered('arm64'), targets('linux/amd64', 'linux/riscv64'))).toEqual([]);
    expect(found(registered('arm64'), targets('darwin/arm64'))).toEqual([]);
    expect(found(registered('arm64', false), targets('linux/arm64'))).toEqual([]);
    expect(found(registered('arm64'), targets('linux/arm64'))).toEqual(['note host/binfmt-hides-architecture']);
    const facts = withEnv({ GOARCH: 'arm64' });
    facts.host.binfmt = registered('arm64').host.binfmt;
    expect(found(facts)).toContain('note host/binfmt-hides-architecture');
  });

  const emulated = (more: Partial<TargetFacts> = {}): Facts => {
    const facts = healthy();
    const target: TargetFacts = {
      target: 'linux/arm64',
      how: 'user',
      because: '',
      experimental: '',
      guest: null,
      userMode: { qemu: { path: '/usr/bin/qemu-aarch64', version: '7.2.22', installed: false, by: 'path' }, starts: true, programs: [] },
      dlv: null,
      builds: [],
      sessions: ['exec', 'attach'].map((mode) => session({ mode, status: 'skipped', reason: 'x', impossible: true })),
      phases: {},
      ms: 1,
      notes: [],
      failure: null,
      ...more,
    };
    // Yama of this machine is no concern of what never traces.
    facts.host.ptrace = { yamaScope: 1, capability: false, seccomp: 0, noNewPrivs: false };
    return { ...facts, sessions: [], builds: [], targets: [target] };
  };
  const asks = (modes: string[], optional: string[] = []) => ({
    version: 1,
    emulation: { mode: 'user' },
    smoke: { modes, optional },
    targets: ['linux/arm64'],
  });

  test.each([
    [['exec'], [], ['error launch/user-mode-cannot-debug']],
    [['exec', 'core'], ['core'], ['error launch/user-mode-cannot-debug']],
    [['exec', 'core'], ['exec', 'core'], ['note launch/user-mode-cannot-debug']],
    [[], [], []],
  ])('user mode with modes %j, optional %j', (modes, optional, expected) => {
    expect(found(emulated(), asks(modes, optional))).toEqual(expected);
  });

  test.each([
    ['qemu-user-missing', 'error host/qemu-user-missing'],
    ['emulated-start-failed', 'error launch/emulated-start-failed'],
    ['not-a-go-program', 'error build/not-a-go-program'],
  ])('user mode that fails with %s', (kind, expected) => {
    const failing = emulated({ failure: { kind, message: 'm', output: 'o' } });
    expect(found(failing, asks([]))).toEqual([expected]);
    // That a program starts and is not debugged is no news of one that does not start.
    expect(found(failing, asks(['exec'], ['exec']))).toEqual([expected]);
  });
});
