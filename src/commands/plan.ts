import { machineFor } from '../guest/machines.js';
import type { LoadedPolicy } from '../policy/load.js';
import { type Mistake, PolicyError } from '../policy/mistake.js';
import { UsageError } from './arguments.js';

/** One job of the matrix, in the words of a workflow. */
export interface Leg {
  name: string;
  /** GOOS/GOARCH, parted by spaces: as the input `targets` takes them. */
  targets: string;
  'runs-on': string;
  /** On a machine of that platform, in a guest, or by user-mode emulation. */
  how: 'native' | 'guest' | 'user';
}

export interface Plan {
  /** For `strategy.matrix`, by fromJSON. */
  matrix: { include: Leg[] };
  /** The names of the legs that must report. */
  legs: string[];
}

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
/** What a policy without targets means: a plan is made on a machine that is none of the legs. */
const DEFAULT_TARGET = 'linux/amd64';

/**
 * Writes the targets of a policy into legs: what one runner can prove together is one leg.
 * @param asked targets that replace the policy's
 * @throws PolicyError, or UsageError for those that were asked for, when there is neither a runner nor a guest for a target
 */
export function planLegs({ policy, at, file }: LoadedPolicy, asked: readonly string[]): Plan {
  const named = asked.length > 0 ? asked : policy.targets;
  const mistakes = named.flatMap((target, index): Mistake[] =>
    placeFor(target) ? [] : [{ ...(at(['targets', index]) ?? { line: 1, column: 1 }), message: unplaced(target) }],
  );
  const [first] = mistakes;
  if (first) {
    if (asked.length > 0) throw new UsageError(mistakes.map(({ message }) => message).join('\n'));
    throw new PolicyError(file ?? 'built-in policy', mistakes);
  }
  const targets = named.length > 0 ? [...new Set(named)] : [DEFAULT_TARGET];
  const native = groupBy(
    targets.filter((target) => placeFor(target) === 'native'),
    (target) => RUNNERS[target] as string,
  );
  const foreign = targets.filter((target) => placeFor(target) === 'guest');
  const user = policy.emulation.mode === 'user';
  const include = [
    ...native.map((group) => leg(group, RUNNERS[group[0] as string] as string, 'native')),
    ...chunks(foreign, user ? foreign.length : GUESTS_PER_LEG).map((group) => leg(group, GUESTS_ON, user ? 'user' : 'guest')),
  ];
  return { matrix: { include }, legs: include.map(({ name }) => name) };
}

/** The plan as a table for people. */
export function planText({ matrix: { include } }: Plan): string {
  const width = (read: (leg: Leg) => string) => Math.max(...include.map((each) => read(each).length));
  const [names, runners] = [width((each) => each.name), width((each) => each['runs-on'])];
  const rows = include.map(
    (each) => `  ${each.name.padEnd(names)}  ${each['runs-on'].padEnd(runners)}  ${each.how.padEnd(6)}  ${each.targets}`,
  );
  return `${include.length} leg${include.length === 1 ? '' : 's'}\n${rows.join('\n')}\n`;
}

function placeFor(target: string): 'native' | 'guest' | undefined {
  if (target in RUNNERS) return 'native';
  const [os, arch = ''] = target.split('/');
  return os === 'linux' && machineFor(arch) ? 'guest' : undefined;
}

function unplaced(target: string): string {
  const known = [...Object.keys(RUNNERS), ...['ppc64le', 'riscv64', 'loong64'].map((arch) => `linux/${arch}`)];
  return `target "${target}" has no hosted runner at GitHub and no guest here; expected ${known.join(', ')}`;
}

function leg(targets: readonly string[], runner: string, how: Leg['how']): Leg {
  const os = targets[0]?.split('/')[0];
  const archs = targets.map((target) => target.split('/')[1]);
  return { name: [os, ...archs].join('-'), targets: targets.join(' '), 'runs-on': runner, how };
}

function groupBy(all: readonly string[], key: (each: string) => string): string[][] {
  const groups = new Map<string, string[]>();
  for (const each of all) groups.set(key(each), [...(groups.get(key(each)) ?? []), each]);
  return [...groups.values()];
}

function chunks(all: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(all.length / Math.max(1, size)) }, (_, at) => all.slice(at * size, (at + 1) * size));
}
