import { machineFor } from '../guest/machines.js';
import { DEFAULT_GO, DEFAULT_TARGET, type Leg, MAX_LEGS, type Plan } from '../model/plan.js';
import type { Policy } from '../model/policy.js';
import { PLAN_SCHEMA } from '../model/seen.js';
import type { LoadedPolicy } from '../policy/load.js';
import { type Mistake, PolicyError } from '../policy/mistake.js';
import { plain } from '../report/sanitize.js';
import { UsageError } from './arguments.js';

/**
 * GitHub's hosted runners: the native ones of each platform. An amd64 kernel starts 386 programs too.
 * https://docs.github.com/en/actions/reference/runners/github-hosted-runners
 */
const RUNNERS: Record<string, string> = {
  'linux/amd64': 'ubuntu-latest',
  'linux/386': 'ubuntu-latest',
  'linux/arm64': 'ubuntu-24.04-arm',
  'windows/amd64': 'windows-latest',
  'windows/arm64': 'windows-11-arm',
  'darwin/arm64': 'macos-latest',
  'darwin/amd64': 'macos-15-intel',
};
const GUESTS_ON = 'ubuntu-latest';
/** A check boots one guest for each two CPUs at a time, and hosted runners have two or four: a third guest of a leg would wait. */
const GUESTS_PER_LEG = 2;

/** In `runners:` of a policy: no runner of that platform is to be taken, though there is one. */
const IN_A_GUEST = 'guest';

/** Whom a plan is for. */
export interface PlannedFor {
  version: string;
  commit: string | null;
  run: string | null;
  sha256: string | null;
}

/**
 * Writes the targets of a policy into legs: what one runner can prove together is one leg, for each Go that the policy names.
 * @param asked targets that replace the policy's
 * @throws PolicyError, or UsageError for those that were asked for, when there is neither a runner nor a guest for a target, or too many legs
 */
export function planLegs({ policy, at, file }: LoadedPolicy, asked: readonly string[], whom: PlannedFor): Plan {
  const named = asked.length > 0 ? asked : policy.targets;
  const mistakes = named.flatMap((target, index): Mistake[] =>
    placeFor(target, policy) ? [] : [{ ...(at(['targets', index]) ?? { line: 1, column: 1 }), message: unplaced(target) }],
  );
  const [first] = mistakes;
  if (first) {
    if (asked.length > 0) throw new UsageError(mistakes.map(({ message }) => message).join('\n'));
    throw new PolicyError(file ?? 'built-in policy', mistakes);
  }
  const places = legsFor(policy, named.length > 0 ? [...new Set(named)] : [DEFAULT_TARGET]);
  const versions = [...new Set(policy.go.versions ?? [DEFAULT_GO])];
  const include = places.flatMap((leg) => versions.map((version) => withGo(leg, version, versions.length > 1)));
  if (include.length > MAX_LEGS) {
    const message = `${places.length} groups of targets and ${versions.length} Go versions make ${include.length} legs; GitHub runs at most ${MAX_LEGS} of a matrix; expected fewer targets or versions`;
    throw new PolicyError(file ?? 'built-in policy', [{ ...(at(['targets'], 'key') ?? { line: 1, column: 1 }), message }]);
  }
  return {
    schema: PLAN_SCHEMA,
    version: whom.version,
    commit: whom.commit,
    run: whom.run,
    policy: { file, sha256: whom.sha256 },
    matrix: { include },
    legs: include.map(({ name }) => name),
  };
}

function legsFor(policy: Policy, targets: readonly string[]): Leg[] {
  const native = groupBy(
    targets.filter((target) => placeFor(target, policy) === 'native'),
    (target) => JSON.stringify([runnerFor(target, policy), target.replace(/\/386$/, '/amd64')]),
  );
  const foreign = targets.filter((target) => placeFor(target, policy) === 'guest');
  const user = policy.emulation.mode === 'user';
  const modes = policy.smoke.modes.join(' ');
  const guests = chunks(foreign, user ? foreign.length : GUESTS_PER_LEG);
  return [
    ...native.map((group) => leg(group, runnerFor(group[0] as string, policy) as Leg['runs-on'], 'native', modes)),
    ...guests.map((group) => leg(group, guestsOn(policy), user ? 'user' : 'guest', modes)),
  ];
}

/** The plan as a table for people. */
export function planText({ matrix: { include } }: Plan): string {
  const several = new Set(include.map(({ go }) => go)).size > 1;
  const rows = include.map((each) => [
    each.name,
    plain([each['runs-on']].flat().join(' ')),
    each.how,
    ...(several ? [each.go || 'go.mod'] : []),
    each.targets,
  ]);
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
  return `${include.length} leg${include.length === 1 ? '' : 's'}\n${lines.join('\n')}\n`;
}

function runnerFor(target: string, { runners }: Policy): Leg['runs-on'] | undefined {
  return runners[target] ?? RUNNERS[target];
}

function guestsOn({ runners }: Policy): Leg['runs-on'] {
  const own = runners['linux/amd64'];
  return own === undefined || own === IN_A_GUEST ? GUESTS_ON : own;
}

function placeFor(target: string, policy: Policy): 'native' | 'guest' | undefined {
  const runner = runnerFor(target, policy);
  if (runner !== undefined && runner !== IN_A_GUEST) return 'native';
  const [os, arch = ''] = target.split('/');
  return os === 'linux' && machineFor(arch) ? 'guest' : undefined;
}

function unplaced(target: string): string {
  const known = [...Object.keys(RUNNERS), ...['ppc64le', 'riscv64', 'loong64'].map((arch) => `linux/${arch}`)];
  return `target "${target}" has no hosted runner at GitHub and no guest here; expected ${known.join(', ')}, or its label in runners`;
}

function withGo(leg: Leg, version: string, several: boolean): Leg {
  return { ...leg, name: several ? `${leg.name}-${version}` : leg.name, go: version === DEFAULT_GO ? '' : version };
}

function leg(targets: readonly string[], runner: Leg['runs-on'], how: Leg['how'], modes: string): Leg {
  const os = targets[0]?.split('/')[0];
  const archs = targets.map((target) => target.split('/')[1]);
  return { name: [os, ...archs].join('-'), targets: targets.join(' '), 'runs-on': runner, how, go: '', modes };
}

function groupBy(all: readonly string[], key: (each: string) => string): string[][] {
  const groups = new Map<string, string[]>();
  for (const each of all) groups.set(key(each), [...(groups.get(key(each)) ?? []), each]);
  return [...groups.values()];
}

function chunks(all: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(all.length / Math.max(1, size)) }, (_, at) => all.slice(at * size, (at + 1) * size));
}
