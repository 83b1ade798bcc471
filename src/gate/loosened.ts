import { DEFAULT_GO, DEFAULT_TARGET } from '../model/plan.js';
import type { Policy, Waiver } from '../model/policy.js';
import { RULE_PARTS, type RulePart } from '../model/rule-parts.js';
import { type PlacedRule, rulesOf } from '../policy/in-force.js';
import { isLower, isNarrowed } from '../policy/stricter.js';

/** Something that a policy asks for less of than an earlier one did, and where the later one says so, or would. */
export interface Loosening {
  what: string;
  path: (string | number)[];
}

/** What `now` asks less of than `before`. What cannot be compared, as two regular expressions, counts as loosened when it changed. */
export function loosened(before: Policy, now: Policy): Loosening[] {
  return [...lists(before, now), ...rules(before, now), ...levels(before, now), ...waivers(before, now), ...scalars(before, now)];
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

type Placed = ReturnType<typeof rulesOf>[number];

/** A rule that asks for the same circumstances, or for none, is the same rule; one that asks for others is another, and the first is gone. */
function rules(before: Policy, now: Policy): Loosening[] {
  const [earlier, later] = [rulesOf(before), rulesOf(now)];
  const kept = earlier.flatMap((was) => {
    const { variable } = was;
    const same = later.filter((each) => each.variable === variable);
    const is = same.find((each) => scopeOf(each) === scopeOf(was)) ?? same.find((each) => scopeOf(each) === EVERYWHERE);
    if (!is) return [{ what: goneRule(was, later), path: nearest(was, later) }];
    return [...parts(was, is), ...loweredRule(was, is)];
  });
  return [...kept, ...exceptions(earlier, later)];
}

/** What a rule says of one variable goes before what `*` says of all: a new one can be an exception. */
function exceptions(earlier: readonly Placed[], later: readonly Placed[]): Loosening[] {
  const general = earlier.filter(({ variable }) => variable === '*');
  const added = later.filter(({ variable }) => variable !== '*' && !earlier.some((each) => each.variable === variable));
  return added.flatMap((each) =>
    general.flatMap((all) =>
      parts({ ...all, variable: each.variable }, each).filter(({ path }) => each.rule[path.at(-1) as RulePart] !== undefined),
    ),
  );
}

function goneRule(was: Placed, later: readonly Placed[]): string {
  const still = later.some(({ variable }) => variable === was.variable);
  return still ? `env.${was.variable} is no longer asked of all that it was asked of` : `env.${was.variable} is no longer there`;
}

function nearest({ variable }: Placed, later: readonly Placed[]): (string | number)[] {
  return later.find((each) => each.variable === variable)?.path ?? ['env'];
}

function parts({ variable, rule: was }: PlacedRule, { rule: is, path }: PlacedRule): Loosening[] {
  return RULE_PARTS.filter((part) => was[part] !== undefined && !isNarrowed(part, was[part], is[part])).map((part) => ({
    what: `env.${variable}.${part} is ${is[part] === undefined ? 'no longer there' : 'another one'}`,
    path: [...path, part],
  }));
}

function loweredRule({ variable, rule: was }: PlacedRule, { rule: is, path }: PlacedRule): Loosening[] {
  const [before, now] = [was.level ?? 'error', is.level ?? 'error'];
  const lower = isLower(now, before) ? [{ what: `env.${variable} is ${now}, was ${before}`, path: [...path, 'level'] }] : [];
  return was.locked && !is.locked ? [...lower, { what: `env.${variable} is no longer locked`, path: [...path, 'locked'] }] : lower;
}

/** What a rule is asked of: its own circumstances, and those of the override that it is in. */
function scopeOf({ rule, also }: Placed): string {
  return JSON.stringify([rule.when, also]);
}

const EVERYWHERE = JSON.stringify([undefined, undefined]);

function levels(before: Policy, now: Policy): Loosening[] {
  const overridden = now.overrides.flatMap(({ levels: lowered, when }, index) => {
    const same = before.overrides.find((each) => JSON.stringify(each.when) === JSON.stringify(when));
    return levelsOf({ ...before.levels, ...same?.levels }, { ...now.levels, ...lowered }, ['overrides', index]).filter(
      ({ path }) => String(path.at(-1)) in lowered,
    );
  });
  const gone = before.overrides
    .filter(({ when }) => !now.overrides.some((each) => JSON.stringify(each.when) === JSON.stringify(when)))
    .flatMap(({ levels: was }) => levelsOf(was, {}, []).map(({ what }) => ({ what, path: ['overrides'] })));
  return [...levelsOf(before.levels, now.levels, []), ...overridden, ...gone];
}

function levelsOf(before: Policy['levels'], now: Policy['levels'], at: (string | number)[]): Loosening[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((id) => {
    const [was, is] = [before[id], now[id]];
    // What a cause is without a level of the policy's is for the catalog to say: only from error is certainly down.
    const lower = is === undefined ? was === 'error' : was === undefined ? is !== 'error' : isLower(is, was);
    const what = `levels.${id} is ${is ?? 'no longer error'}${was ? `, was ${was}` : ' now'}`;
    return lower ? [{ what, path: [...at, 'levels', id] }] : [];
  });
}

/** A waiver that is new, or accepts for longer than it did. Another reason or owner is no matter. */
function waivers(before: Policy, now: Policy): Loosening[] {
  const scope = ({ cause, rule, where }: Waiver) => JSON.stringify([cause, rule, where]);
  return now.waivers.flatMap((waiver, index) => {
    const was = before.waivers.filter((each) => scope(each) === scope(waiver)).sort((a, b) => (a.expires < b.expires ? 1 : -1))[0];
    const what = waiver.cause ?? waiver.rule;
    if (!was) return [{ what: `${what} is waived now, until ${waiver.expires}`, path: ['waivers', index] }];
    if (waiver.expires <= was.expires) return [];
    return [{ what: `${what} is waived until ${waiver.expires}, was until ${was.expires}`, path: ['waivers', index, 'expires'] }];
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
