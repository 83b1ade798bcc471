import { describe, expect, test } from '@jest/globals';
import { CAUSES, judge } from '../../../src/causes/index.js';
import { rank } from '../../../src/model/chain.js';
import type { BuildFacts, Facts, SessionFacts } from '../../../src/model/facts.js';
import { Policy } from '../../../src/model/policy.js';
import { healthy, session } from '../../support/facts.js';

type Break = (facts: Facts) => void;

const variable =
  (name: string, value: string): Break =>
  ({ go }) => {
    if (!go) return;
    if ('value' in go.env) go.env.value[name] = value;
    go.origins[name] = { source: 'environment', written: value };
  };
const goFails =
  (error: string): Break =>
  ({ go }) => {
    if (go) go.env = { error };
  };
const built =
  (change: Partial<BuildFacts>): Break =>
  ({ builds }) => {
    const [ours] = builds;
    if (ours) builds.push({ ...ours, subject: '.', ours: false, ...change });
  };
const broken = (output: string) => built({ ok: false, output, binary: null });
const binary =
  (change: Partial<NonNullable<BuildFacts['binary']>>): Break =>
  (facts) =>
    built({ binary: { ...(facts.builds[0]?.binary as NonNullable<BuildFacts['binary']>), ...change } })(facts);
const failing =
  (mode: string, phase: string, kind: string, message: string): Break =>
  ({ sessions }) => {
    sessions.push(session({ mode, failure: { phase, kind, message, output: '' } as SessionFacts['failure'] }));
  };
const notInstalled =
  (kind: string): Break =>
  ({ dlv }) => {
    if (dlv?.chosen) Object.assign(dlv.chosen, { path: null, error: { kind, message: kind, output: '' } });
  };

/** One fault each, as the facts show it. */
const FAULTS: Record<string, Break> = {
  'temp-unusable': ({ host }) => Object.assign(host.temp, { writable: false, reason: 'EACCES' }),
  'tmp-noexec': ({ host }) => Object.assign(host.temp, { executable: false, reason: 'EACCES' }),
  'disk-full': ({ host }) => Object.assign(host.temp, { writable: false, reason: 'ENOSPC' }),
  'wsl1-unsupported': ({ host }) => Object.assign(host, { wsl: 1 }),
  'selinux-denied': ({ host }) => Object.assign(host, { selinux: { enforcing: true, denyPtrace: true } }),
  'emulated-arch-no-ptrace': ({ host }) => Object.assign(host, { emulated: 'qemu-aarch64 is mapped into this process' }),
  'goroot-invalid': (facts) => {
    variable('GOROOT', '/nowhere')(facts);
    if (facts.go) facts.go.goroot = { path: '/nowhere', exists: false, version: null, complete: false };
  },
  'gopath-invalid': variable('GOPATH', '~/go'),
  'target-arch-mismatch': variable('GOARCH', 'arm64'),
  'goflags-invalid': (facts) => {
    variable('GOFLAGS', '-nosuch')(facts);
    if (facts.go) facts.go.goflags = 'go: parsing $GOFLAGS: unknown flag -nosuch';
  },
  'gopath-mode-off': variable('GO111MODULE', 'off'),
  'proxy-off': variable('GOPROXY', 'off'),
  'checksum-database-off': variable('GOSUMDB', 'off'),
  'gobin-unusable': variable('GOBIN', 'bin'),
  'home-gocache-unusable': variable('GOCACHE', 'off'),
  'project-needs-newer-go': ({ project }) => {
    if (project) project.goMod = { file: '/home/me/app/go.mod', go: { value: '1.99', line: 3 }, toolchain: null };
  },
  'go-env-fails': goFails('go: something that nobody knows'),
  'module-download-blocked': notInstalled('module-download-blocked'),
  'dlv-install-failed': notInstalled('dlv-install-failed'),
  'package-does-not-build': broken('./main.go:4:9: undefined: foo'),
  'vendor-inconsistent': broken('go: inconsistent vendoring in /home/me/app:'),
  'c-toolchain-missing': broken('cgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH'),
  'debug-info-stripped': binary({ debugInfo: false }),
  'not-a-main-package': binary({ format: 'unknown' }),
  'container-ptrace-denied': (facts) => {
    facts.host.ptrace.seccomp = 2;
    failing('exec', 'initialize', 'died', 'could not launch process: fork/exec /t: operation not permitted')(facts);
  },
  'program-crashes-at-start': failing('exec', 'hit', 'ended-early', 'panic: no configuration'),
  'ptrace-scope-yama': ({ host }) => Object.assign(host.ptrace, { yamaScope: 1 }),
  'breakpoint-not-hit': failing('exec', 'hit', 'timeout', 'no answer from dlv within 30 s'),
  'smoke-failed': failing('exec', 'end', 'refused', 'something that nobody knows'),
};

type Relation =
  /** The later one is listed under the earlier one. */
  | 'under'
  /** Both are findings of their own. */
  | 'beside'
  /** The later one only says that something failed, and the earlier one says what. */
  | 'silent';

/** Which it is, and why. */
const PAIRS: [earlier: string, later: string, Relation, why: string][] = [
  [
    'temp-unusable',
    'home-gocache-unusable',
    'under',
    'a folder that cannot be made is what a broken disk looks like; it is tried again first',
  ],
  ['temp-unusable', 'gopath-invalid', 'beside', 'GOPATH is as it was written, whatever the temporary folder is'],
  ['temp-unusable', 'package-does-not-build', 'silent', 'the compiler works in the temporary folder'],
  ['temp-unusable', 'debug-info-stripped', 'under', 'what was built there, or not, tells nothing yet'],
  ['temp-unusable', 'dlv-install-failed', 'silent', 'go install builds in the temporary folder'],
  ['temp-unusable', 'project-needs-newer-go', 'beside', 'go.mod says so itself'],
  ['tmp-noexec', 'container-ptrace-denied', 'under', 'what cannot be started cannot be traced'],
  ['tmp-noexec', 'gopath-mode-off', 'beside', 'GO111MODULE is as it was written'],
  ['tmp-noexec', 'smoke-failed', 'silent', 'dlv starts what lies there'],
  ['disk-full', 'package-does-not-build', 'silent', 'the linker writes its output'],
  ['disk-full', 'module-download-blocked', 'under', 'a download ends on the disk'],
  ['disk-full', 'checksum-database-off', 'beside', 'GOSUMDB is as it was written'],
  ['wsl1-unsupported', 'container-ptrace-denied', 'under', 'WSL 1 answers ptrace with EPERM'],
  ['wsl1-unsupported', 'breakpoint-not-hit', 'under', 'a breakpoint is written by ptrace'],
  ['wsl1-unsupported', 'gopath-invalid', 'beside', 'a kernel does not write GOPATH'],
  ['selinux-denied', 'container-ptrace-denied', 'under', 'deny_ptrace is what refused'],
  ['selinux-denied', 'project-needs-newer-go', 'beside', 'go.mod is the same on any kernel'],
  ['selinux-denied', 'ptrace-scope-yama', 'beside', 'two locks on one door: both have to be opened'],
  ['emulated-arch-no-ptrace', 'smoke-failed', 'silent', 'dlv has no ptrace there'],
  ['emulated-arch-no-ptrace', 'target-arch-mismatch', 'beside', 'GOARCH is as it was written'],
  ['goroot-invalid', 'go-env-fails', 'silent', 'the go command cannot find its own tree'],
  ['goroot-invalid', 'gopath-invalid', 'beside', 'two variables, each written wrongly'],
  ['goroot-invalid', 'package-does-not-build', 'silent', 'without a standard library nothing builds'],
  ['goroot-invalid', 'vendor-inconsistent', 'under', 'a go command without its tree judges no modules'],
  ['goroot-invalid', 'project-needs-newer-go', 'beside', 'go.mod says so itself'],
  ['gopath-invalid', 'module-download-blocked', 'under', 'downloads go to GOPATH'],
  ['gopath-invalid', 'project-needs-newer-go', 'beside', 'a folder does not change go.mod'],
  ['gopath-invalid', 'ptrace-scope-yama', 'beside', 'the kernel knows of no GOPATH'],
  ['target-arch-mismatch', 'container-ptrace-denied', 'under', 'a foreign program does not start, for that reason already'],
  ['target-arch-mismatch', 'debug-info-stripped', 'under', 'the program that was looked at is not the one that is meant'],
  ['target-arch-mismatch', 'project-needs-newer-go', 'beside', 'go.mod says so itself'],
  ['goflags-invalid', 'package-does-not-build', 'silent', 'each go build stops at its flags'],
  ['goflags-invalid', 'ptrace-scope-yama', 'beside', 'the kernel knows of no GOFLAGS'],
  ['gopath-mode-off', 'vendor-inconsistent', 'under', 'vendor is judged by other rules without modules'],
  ['gopath-mode-off', 'dlv-install-failed', 'silent', 'go install dlv@version needs modules'],
  ['proxy-off', 'module-download-blocked', 'under', 'nothing is downloaded when GOPROXY is off'],
  ['proxy-off', 'debug-info-stripped', 'beside', 'no proxy strips a program'],
  ['proxy-off', 'breakpoint-not-hit', 'beside', 'no proxy moves a breakpoint'],
  ['checksum-database-off', 'breakpoint-not-hit', 'beside', 'it breaks nothing: it is a danger'],
  ['checksum-database-off', 'package-does-not-build', 'beside', 'no checksum stops a compiler'],
  ['gobin-unusable', 'breakpoint-not-hit', 'beside', 'what is debugged is not in GOBIN'],
  ['home-gocache-unusable', 'package-does-not-build', 'silent', 'go build needs its cache'],
  ['home-gocache-unusable', 'module-download-blocked', 'under', 'go install needs its cache'],
  ['home-gocache-unusable', 'project-needs-newer-go', 'beside', 'go.mod says so itself'],
  ['project-needs-newer-go', 'package-does-not-build', 'silent', 'the go command refuses the module'],
  ['project-needs-newer-go', 'ptrace-scope-yama', 'beside', 'the kernel knows of no go.mod'],
  ['project-needs-newer-go', 'vendor-inconsistent', 'under', 'a newer Go reads go.mod by other rules'],
  ['module-download-blocked', 'container-ptrace-denied', 'under', 'a session needs a dlv first'],
  ['module-download-blocked', 'ptrace-scope-yama', 'beside', 'read from the kernel, with a dlv or without'],
  ['package-does-not-build', 'ptrace-scope-yama', 'beside', 'read from the kernel, whatever builds'],
  ['vendor-inconsistent', 'breakpoint-not-hit', 'under', 'nothing was built to stop in'],
  ['c-toolchain-missing', 'breakpoint-not-hit', 'under', 'nothing was built to stop in'],
  ['debug-info-stripped', 'breakpoint-not-hit', 'under', 'without DWARF no line has an address'],
  ['not-a-main-package', 'smoke-failed', 'silent', 'there is no program to start'],
  ['container-ptrace-denied', 'breakpoint-not-hit', 'under', 'a breakpoint is written by ptrace'],
  ['program-crashes-at-start', 'breakpoint-not-hit', 'under', 'it never came that far'],
  ['ptrace-scope-yama', 'smoke-failed', 'silent', 'yama refused the attach'],
];

function findings(...faults: string[]) {
  const facts = healthy();
  for (const fault of faults) FAULTS[fault]?.(facts);
  const policy = Policy.parse({ version: 1, smoke: { modes: ['exec', 'attach'] } });
  return judge({ facts, policy, policyAt: () => undefined }).filter(({ level }) => level !== 'note');
}

describe('one fault', () => {
  test.each(Object.keys(FAULTS))('%s is the only finding', (fault) => {
    expect(findings(fault).map(({ cause }) => cause)).toEqual([fault]);
  });
});

describe('two faults on different links', () => {
  test('are at least forty pairs, each in the order of the chain, none twice', () => {
    expect(PAIRS.length).toBeGreaterThanOrEqual(40);
    expect(new Set(PAIRS.map(([a, b]) => `${a} ${b}`)).size).toBe(PAIRS.length);
    const link = (id: string) => rank(CAUSES.find((cause) => cause.id === id)?.link ?? 'detach');
    for (const [earlier, later] of PAIRS) expect({ earlier, later, order: link(earlier) <= link(later) }).toMatchObject({ order: true });
  });

  test.each(PAIRS)('%s, then %s: %s (%s)', (earlier, later, relation) => {
    const found = findings(earlier, later);
    const first = found.find(({ cause }) => cause === earlier);
    const seen = {
      first: first !== undefined,
      under: first?.consequences.includes(later) ?? false,
      beside: found.some(({ cause }) => cause === later),
      others: found.map(({ cause }) => cause).filter((cause) => cause !== earlier && cause !== later),
    };
    expect(seen).toEqual({ first: true, under: relation === 'under', beside: relation === 'beside', others: [] });
  });
});
