import { judge } from '../../src/causes/index.js';
import { assemble } from '../../src/commands/assemble.js';
import { planLegs } from '../../src/commands/plan.js';
import type { Given } from '../../src/gate/accept.js';
import { gate } from '../../src/gate/gate.js';
import type { Facts, TargetFacts } from '../../src/model/facts.js';
import type { GateReport } from '../../src/model/gate.js';
import type { Leg } from '../../src/model/plan.js';
import type { Report } from '../../src/model/report.js';
import { loadPolicy } from '../../src/policy/load.js';
import { relativeTo } from '../../src/report/relative.js';
import { healthy, session } from './facts.js';
import { targetFacts } from './guest-api.js';

const POLICY = `version: 1
targets: [linux/amd64, linux/arm64, linux/riscv64, linux/ppc64le, windows/amd64, darwin/arm64]
go:
  versions: [1.26.x, 1.25.x]
smoke:
  modes: [exec, debug, attach]
  optional: [debug]
  package: ./cmd/app
`;
const WHOM = { version: '0.1.0', commit: '5ab473f0d1c2b3a495867768594a3b2c1d0e9f81', run: '19284756310', sha256: 'a'.repeat(64) };
const GO: Record<string, string> = { '1.26.x': 'go1.26.8', '1.25.x': 'go1.25.14' };
const WORKSPACE = '/home/runner/work/app/app';

/** What a test or a picture changes of the machine that a leg ran on. */
type Change = (facts: Facts, leg: Leg) => void;

/** A gate over ten legs on six platforms, judged by the judge that users have; the machines are made up. */
function gateOver(change: Change, options: { unfinished?: string; before?: Pick<GateReport, 'findings'> } = {}): GateReport {
  const loaded = loadPolicy(POLICY, 'delve-gate.yml', []);
  const plan = planLegs(loaded, [], WHOM);
  const reports = plan.matrix.include.map((leg, at) => {
    const report = reportOf(leg, at, change);
    if (leg.name !== options.unfinished) return report;
    const { origin } = report;
    return { schema: 'delve-gate/unfinished/1', origin, version: WHOM.version, reason: 'the job was cancelled, or ran out of time' };
  });
  return {
    ...gate({
      plan,
      expected: plan,
      policy: loaded.policy,
      base: loaded.policy,
      policyAt: () => undefined,
      today: '2026-11-25T12:00:00.000Z',
      reports: given(reports),
      needs: new Map([['legs', reports.every((each) => 'verdict' in each && each.verdict === 'pass') ? 'success' : 'failure']]),
      before: options.before,
      failOn: 'error',
    }),
    ms: 214,
  };
}

function* given(reports: readonly object[]): Generator<Given> {
  for (const [at, report] of reports.entries()) {
    const text = JSON.stringify(report);
    yield { file: `${at}.json`, bytes: Buffer.byteLength(text), text: () => text };
  }
}

function reportOf(leg: Leg, at: number, change: Change): Report {
  const targets = leg.targets.split(' ');
  const { policy, file } = loadPolicy(POLICY, 'delve-gate.yml', []);
  const facts = machineOf(leg, at);
  change(facts, leg);
  const own = { ...policy, targets };
  const findings = judge({ facts, policy: own, policyAt: () => undefined });
  return assemble({
    facts,
    findings,
    policy: own,
    skipped: new Map(),
    policyFile: file,
    sha256: WHOM.sha256,
    version: WHOM.version,
    origin: { leg: leg.name, commit: WHOM.commit, run: WHOM.run, workspace: WORKSPACE },
    wants: () => true,
    ms: 4200 + 1700 * at,
  });
}

/** A machine with nothing wrong, of a leg's platform. */
function machineOf(leg: Leg, at: number): Facts {
  const facts = healthy();
  const version = GO[leg.go] ?? 'go1.26.8';
  const [os = '', arch = ''] = leg.how === 'native' ? (leg.targets.split(' ')[0] ?? '').split('/') : ['linux', 'amd64'];
  facts.host = { ...facts.host, os, arch, kernel: { windows: '10.0.26100', darwin: '24.6.0' }[os] ?? '6.8.0-1036-azure' };
  const go = facts.go as NonNullable<Facts['go']>;
  const env = { ...('value' in go.env ? go.env.value : {}), GOVERSION: version, GOOS: os, GOARCH: arch, GOHOSTOS: os, GOHOSTARCH: arch };
  facts.go = {
    ...go,
    onPath: [{ path: '/opt/go/bin/go', real: '/opt/go/bin/go', version }],
    path: '/opt/go/bin/go',
    env: { value: { ...env, GOROOT: '/opt/go' } },
    own: { value: { goroot: '/opt/go', version } },
    goroot: { path: '/opt/go', exists: true, version, complete: true },
    compiler: { value: version },
    real: { GOPATH: ['/home/me/go'], GOROOT: ['/opt/go'] },
  };
  const [ours] = facts.builds as [Facts['builds'][number]];
  const binary = ours.binary && { ...ours.binary, os, arch, format: { windows: 'pe', darwin: 'macho' }[os] ?? 'elf' };
  facts.builds = [
    { ...ours, binary },
    { ...ours, subject: './cmd/app', ours: false, package: 'example.com/app/cmd/app', ms: 900 + 60 * at, binary },
  ];
  facts.sessions = sessions(at);
  if (leg.how === 'guest') facts.targets = leg.targets.split(' ').map((target) => guest(target, at, facts.builds));
  return facts;
}

function sessions(at: number): Facts['sessions'] {
  return ['exec', 'debug', 'attach'].map((mode, index) =>
    session({
      mode,
      subject: './cmd/app',
      ours: false,
      ms: 90 + 13 * at + 40 * index,
      observed: { function: 'main.greet', file: `${WORKSPACE}/cmd/app/main.go`, line: 6, locals: { name: '"gopher"' } },
    }),
  );
}

function guest(target: string, at: number, builds: Facts['builds']): TargetFacts {
  const all = sessions(at).map((each) =>
    each.mode === 'debug' ? { ...each, status: 'skipped' as const, reason: 'a guest has no Go to build with', impossible: true } : each,
  );
  const arch = target.split('/')[1] ?? '';
  const own = builds.map((each) => ({ ...each, binary: each.binary && { ...each.binary, os: 'linux', arch } }));
  return targetFacts({ target, builds: own, sessions: all, ms: 8600 + 900 * at });
}

/** A gate in which everything passed. */
export function goodGate(): GateReport {
  return gateOver(() => {});
}

/** A gate with what goes wrong in real projects: a flag in a workflow, a kernel's setting, a guest that panics, a job that was cut off. */
export function brokenGate(): GateReport {
  return gateOver(
    (facts, leg) => {
      if (leg.targets === 'windows/amd64') strip(facts);
      if (leg.targets === 'linux/arm64') forbidAttach(facts);
      if (leg.name.startsWith('linux-riscv64')) panic(facts, 'linux/riscv64');
      if (leg.targets === 'linux/amd64')
        facts.go?.onPath.push({ path: '/usr/bin/go', real: '/usr/lib/go-1.22/bin/go', version: 'go1.22.12' });
    },
    { unfinished: 'darwin-arm64-1.25.x', before: earlier() },
  );
}

/** The report of a single check, of the leg in which a flag strips every program. */
export function brokenCheck(): Report {
  const { matrix } = planLegs(loadPolicy(POLICY, 'delve-gate.yml', []), [], WHOM);
  const leg = matrix.include.find(({ targets }) => targets === 'windows/amd64') as Leg;
  return relativeTo(reportOf(leg, 0, strip), WORKSPACE);
}

/** The base branch has the note too, and what has been mended since. */
function earlier(): Pick<GateReport, 'findings'> {
  const { findings } = gateOver((facts, leg) => {
    if (leg.targets === 'linux/amd64')
      facts.go?.onPath.push({ path: '/usr/bin/go', real: '/usr/lib/go-1.22/bin/go', version: 'go1.22.12' });
    if (leg.targets === 'darwin/arm64') {
      set(facts, 'GOSUMDB', 'off', 9);
      set(facts, 'GOPROXY', 'off', 10);
    }
  });
  return { findings };
}

function set({ go }: Facts, name: string, value: string, line: number): void {
  if (!go || !('value' in go.env)) return;
  go.env.value[name] = value;
  const place = { file: `${WORKSPACE}/.github/workflows/ci.yml`, line, column: 7 };
  go.origins[name] = { source: 'environment', written: value, place };
}

function strip(facts: Facts): void {
  set(facts, 'GOFLAGS', '-ldflags=-s', 31);
  for (const { binary } of facts.builds) if (binary) binary.debugInfo = false;
  facts.sessions = facts.sessions.map((each) => ({
    ...each,
    status: 'fail',
    failure: {
      phase: 'breakpoint',
      kind: 'refused',
      message: 'could not find file cmd/app/main.go, binary is stripped',
      output: 'debug info not found: could not find file cmd/app/main.go, binary is stripped\nexit status 1',
    },
  }));
}

function forbidAttach(facts: Facts): void {
  facts.host.ptrace.yamaScope = 1;
  facts.sessions = facts.sessions.map((each) =>
    each.mode === 'attach'
      ? {
          ...each,
          status: 'fail',
          failure: {
            phase: 'session',
            kind: 'refused',
            message:
              'could not attach to pid 4711: this could be caused by a kernel security setting, try writing "0" to /proc/sys/kernel/yama/ptrace_scope',
            output: '',
          },
        }
      : each,
  );
}

function panic(facts: Facts, target: string): void {
  facts.targets = facts.targets.map((each) =>
    each.target === target
      ? {
          ...each,
          dlv: null,
          builds: [],
          sessions: [],
          failure: {
            kind: 'kernel-panic',
            message: 'the kernel of the guest panicked',
            output: '[    1.204381] VFS: Unable to mount root fs\n[    1.204902] Kernel panic - not syncing: No working init found.',
          },
        }
      : each,
  );
}
