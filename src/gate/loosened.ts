import { DEFAULT_GO, DEFAULT_TARGET } from '../model/plan.js';
import type { Policy } from '../model/policy.js';

/** Something that a policy asks for less of than an earlier one did, and where the later one says so, or would. */
export interface Loosening {
  what: string;
  path: (string | number)[];
}

const STRICTNESS = { off: 0, note: 1, warning: 2, error: 3 } as const;

/** What `now` asks less of than `before`. What cannot be compared, as two regular expressions, counts as loosened when it changed. */
export function loosened(before: Policy, now: Policy): Loosening[] {
  return [...lists(before, now), ...rules(before, now), ...levels(before, now), ...scalars(before, now)];
}

function lists(before: Policy, now: Policy): Loosening[] {
  const gone = (path: string[], was: readonly string[] | undefined, is: readonly string[] | undefined) =>
    (was ?? []).filter((each) => !(is ?? []).includes(each)).map((each) => ({ what: `${path.join('.')} no longer has ${each}`, path }));
  const targets = (policy: Policy) => (policy.targets.length > 0 ? policy.targets : [DEFAULT_TARGET]);
  const versions = ({ go }: Policy) => go.versions ?? [DEFAULT_GO];
  return [
    ...gone(['targets'], targets(before), targets(now)),
    ...gone(['smoke', 'modes'], before.smoke.modes, now.smoke.modes),
    ...gone(['go', 'versions'], versions(before), versions(now)),
    ...now.smoke.optional
      .filter((mode) => !before.smoke.optional.includes(mode) && before.smoke.modes.includes(mode))
      .map((mode) => ({ what: `smoke.optional has ${mode} now`, path: ['smoke', 'optional', now.smoke.optional.indexOf(mode)] })),
  ];
}

function rules(before: Policy, now: Policy): Loosening[] {
  return Object.entries(before.env).flatMap(([name, rule]) => {
    const later = now.env[name] as Record<string, unknown> | undefined;
    if (!later) return [{ what: `env.${name} is no longer there`, path: ['env'] }];
    return Object.entries(rule)
      .filter(([part, value]) => value !== undefined && JSON.stringify(later[part]) !== JSON.stringify(value))
      .filter(([part, value]) => !isNarrowed(part, value, later[part]))
      .map(([part]) => ({
        what: `env.${name}.${part} is ${later[part] === undefined ? 'no longer there' : 'another one'}`,
        path: ['env', name, part],
      }));
  });
}

/** Lists of what is allowed may lose entries, those of what is not may gain some. */
function isNarrowed(part: string, was: unknown, is: unknown): boolean {
  if (!Array.isArray(was) || !Array.isArray(is)) return false;
  if (part === 'one-of' || part === 'under') return is.every((each) => was.includes(each));
  return part.startsWith('not') && was.every((each) => is.includes(each));
}

function levels(before: Policy, now: Policy): Loosening[] {
  return [...new Set([...Object.keys(before.levels), ...Object.keys(now.levels)])].flatMap((id) => {
    const [was, is] = [before.levels[id], now.levels[id]];
    // What a cause is without a level of the policy's is for the catalog to say: only from error is certainly down.
    const lower = is === undefined ? was === 'error' : was === undefined ? is !== 'error' : STRICTNESS[is] < STRICTNESS[was];
    return lower ? [{ what: `levels.${id} is ${is ?? 'no longer error'}${was ? `, was ${was}` : ' now'}`, path: ['levels', id] }] : [];
  });
}

/** What of `smoke` is debugged: a binary goes before a package. */
function inForce({ smoke }: Policy, name: 'package' | 'binary' | 'break'): string | undefined {
  return name === 'package' && smoke.binary !== undefined ? undefined : smoke[name];
}

function scalars(before: Policy, now: Policy): Loosening[] {
  const found: Loosening[] = [];
  const tell = (path: string[], lower: boolean, what: string) => {
    if (lower) found.push({ what: `${path.join('.')} ${what}`, path });
  };
  tell(['go', 'version'], before.go.version !== undefined && before.go.version !== now.go.version, `was ${before.go.version}`);
  tell(['go', 'single'], before.go.single && !now.go.single, 'was true');
  tell(['delve', 'version'], before.delve.version !== 'auto' && before.delve.version !== now.delve.version, `was ${before.delve.version}`);
  tell(['delve', 'path'], before.delve.path === 'ignore' && now.delve.path === 'allow', 'was ignore');
  tell(
    ['emulation', 'mode'],
    before.emulation.mode === 'system' && now.emulation.mode === 'user',
    'was system: nothing is debugged by user-mode emulation',
  );
  for (const name of ['package', 'binary', 'break'] as const) {
    const [was, is] = [inForce(before, name), inForce(now, name)];
    tell(['smoke', name], was !== undefined && was !== is, `was ${was}`);
  }
  return found;
}
