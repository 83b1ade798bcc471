import type { EnvRule } from '../model/env-rule.js';
import type { Policy } from '../model/policy.js';
import type { Level } from '../model/report.js';
import { RULE_PARTS, type RulePart } from '../model/rule-parts.js';
import { type Circumstances, holds } from './when.js';

/** Variables that a policy may speak of beside those of `go env`. */
export const BESIDE_GO = ['HOME', 'PATH', 'TMPDIR'] as const;

type Path = (string | number)[];

/** A rule, and where it stands in the policy. */
export interface PlacedRule {
  variable: string;
  rule: EnvRule;
  path: Path;
}

/** Every rule of a policy, those of its overrides with what these ask for. */
export function rulesOf(policy: Pick<Policy, 'env' | 'overrides'>): (PlacedRule & { also: EnvRule['when'] })[] {
  const placed = (env: Policy['env'], at: Path, also: EnvRule['when']) =>
    Object.entries(env).flatMap(([variable, rules]) =>
      rules.map((rule, index) => ({ variable, rule, also, path: [...at, 'env', variable, index] })),
    );
  return [...placed(policy.env, [], undefined), ...policy.overrides.flatMap(({ env, when }, at) => placed(env, ['overrides', at], when))];
}

/** The rules that hold here. */
export function rulesHere(policy: Pick<Policy, 'env' | 'overrides'>, here: Circumstances): PlacedRule[] {
  return rulesOf(policy).filter(({ rule, also }) => holds(rule.when, here) && holds(also, here));
}

/** The rules for one variable. What a rule says of it goes before what `*` says of all, unless that is locked. */
export function rulesFor(variable: string, rules: readonly PlacedRule[]): PlacedRule[] {
  const own = rules.filter((each) => each.variable === variable);
  const said = new Set<RulePart>(own.flatMap(({ rule }) => RULE_PARTS.filter((part) => rule[part] !== undefined)));
  const general = rules
    .filter((each) => each.variable === '*')
    .map((each) =>
      each.rule.locked ? each : { ...each, rule: { ...each.rule, ...Object.fromEntries([...said].map((part) => [part, undefined])) } },
    );
  return [...own, ...general];
}

/** The levels that hold here: those of overrides go before the others. */
export function levelsHere({ levels, overrides }: Pick<Policy, 'levels' | 'overrides'>, here: Circumstances): Policy['levels'] {
  return Object.assign({}, levels, ...overrides.filter(({ when }) => holds(when, here)).map((each) => each.levels));
}

/** How grave it is when a part of a rule does not hold, as far as the policy says. */
export function levelOf(
  levels: Policy['levels'],
  variable: string,
  part: RulePart,
  rule: Pick<EnvRule, 'level'>,
): Level | 'off' | undefined {
  return levels[`env.${variable}.${part}`] ?? levels[`env.${variable}`] ?? rule.level;
}

/** What has to be looked at before rules can be judged. */
export interface Questions {
  /** Variables whose folder is to be tried. */
  folders: readonly string[];
  /** Those whose folder programs are to be started in. */
  executable: readonly string[];
  /** Variables that name a program. */
  programs: readonly string[];
  /** Whether the folders of PATH are asked for. */
  searchPath: boolean;
}

/** Variables whose value begins with a program. https://pkg.go.dev/cmd/go#hdr-Environment_variables */
const PROGRAMS = ['AR', 'CC', 'CXX', 'GCCGO', 'GOCACHEPROG', 'PKG_CONFIG'];

/** What rules ask of the machine. @param variables those of `go env`, for rules that speak of all */
export function questionsOf(rules: readonly Pick<PlacedRule, 'variable' | 'rule'>[], variables: readonly string[]): Questions {
  const asking = (...parts: RulePart[]) => {
    const named = rules.filter(({ rule }) => parts.some((part) => rule[part] !== undefined)).map(({ variable }) => variable);
    return [...new Set(named.flatMap((name) => (name === '*' ? variables : [name])))];
  };
  const programs = asking('exists', 'executable', 'on-path').filter((name) => PROGRAMS.includes(name));
  const folders = asking('exists', 'directory', 'writable', 'executable').filter((name) => !PROGRAMS.includes(name));
  const searchPath = rules.some(({ variable, rule }) => variable === 'PATH' || rule['on-path'] !== undefined || rule['same-as'] === 'PATH');
  return { folders, executable: asking('executable'), programs, searchPath };
}
