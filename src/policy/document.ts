import type { EnvRule, When } from '../model/env-rule.js';
import { COMPUTED, GO_VARIABLES } from '../model/go-variables.js';
import { RULE_PARTS, type RulePart } from '../model/rule-parts.js';
import { withoutCredentials } from '../model/seen.js';
import { type PlacedRule, rulesFor, rulesOf } from './in-force.js';
import type { PolicyPlace } from './layer.js';
import type { LoadedPolicy } from './load.js';
import { type RuleSubject, violations } from './rules.js';
import { type Circumstances, holds, semverOf } from './when.js';

/** A part of a rule, and where the policy says it; no place for what is built in. */
interface AskedPart {
  variable: string;
  part: RulePart;
  location: PolicyPlace | null;
}

/** A part that does not hold for a document. */
export interface DocumentViolation extends AskedPart {
  found: string;
  expected: string;
}

/** A part that a document does not answer. */
export interface Unanswered extends AskedPart {
  reason: string;
}

export interface DocumentJudgement {
  violations: DocumentViolation[];
  unanswered: Unanswered[];
  /** How many parts of rules were held against it. */
  judged: number;
}

/** What must be seen of the machine itself; the others are decided by the value alone. */
const BEYOND: Partial<Record<RulePart, string>> = {
  exists: 'whether the path exists',
  directory: 'whether the path is a directory',
  writable: 'whether the folder can be written to',
  executable: 'whether programs can be started there',
  'on-path': 'what is on PATH',
  from: 'where the value comes from',
  'not-from': 'where the value comes from',
  set: 'whether somebody set the value',
  unset: 'whether somebody set the value',
};

/** Those that every `go env -json` names since Go 1.21. */
const ALWAYS_THERE = ['GOENV', 'GOROOT', 'GOVERSION', 'GOHOSTOS'];

/**
 * Holds what `go env -json` wrote, here or elsewhere, against the rules of a policy. What the machine would have to be asked for is not
 * judged, and told as such. A variable that a whole document does not name is empty, as `go env` itself says of it.
 */
export function judgeDocument({ policy, at }: LoadedPolicy, document: ReadonlyMap<string, string>): DocumentJudgement {
  const whole = ALWAYS_THERE.every((name) => document.has(name));
  const here = circumstancesIn(document);
  const rules = rulesOf(policy);
  const untold = rules.filter(({ rule, also }) => asksForRun(rule.when) || asksForRun(also));
  const told = rules.filter((each) => !untold.includes(each) && holds(each.rule.when, here) && holds(each.also, here));
  const result: DocumentJudgement = { violations: [], unanswered: [], judged: 0 };
  const unanswered = (variable: string, { path }: PlacedRule, part: RulePart, reason: string) =>
    result.unanswered.push({ variable, part, location: at([...path, part], 'key') ?? null, reason });
  for (const each of untold)
    for (const part of partsOf(each.rule))
      unanswered(each.variable, each, part, 'a document of go env does not say who ran it; delve-gate check does');
  for (const variable of variablesOf(told, document)) {
    const value = saysOf(variable, document, whole);
    for (const each of rulesFor(variable, told)) {
      const asked: EnvRule = {};
      for (const part of partsOf(each.rule)) {
        const reason = value === undefined ? `the document does not name ${variable}` : beyond(part, each.rule, document);
        if (reason === undefined) Object.assign(asked, { [part]: each.rule[part] });
        else unanswered(variable, each, part, reason);
      }
      if (value === undefined) continue;
      result.judged += Object.keys(asked).length;
      for (const { part, expected } of violations(asked, subjectOf(variable, value, document, here)))
        result.violations.push({ variable, part, location: at([...each.path, part], 'key') ?? null, found: value, expected });
    }
  }
  return result;
}

function circumstancesIn(document: ReadonlyMap<string, string>): Circumstances {
  const says = (name: string) => document.get(name) ?? '';
  return { os: says('GOHOSTOS'), arch: says('GOHOSTARCH'), go: semverOf(says('GOVERSION')), runner: [], event: '', branch: null };
}

function asksForRun(when: When | undefined): boolean {
  return when?.runner !== undefined || when?.event !== undefined || when?.branch !== undefined;
}

function partsOf(rule: EnvRule): RulePart[] {
  return RULE_PARTS.filter((part) => rule[part] !== undefined);
}

/** A rule for all speaks of each variable that is named and that somebody could set. */
function variablesOf(rules: readonly PlacedRule[], document: ReadonlyMap<string, string>): Set<string> {
  const named = rules.map(({ variable }) => variable).filter((name) => name !== '*');
  const all = rules.some(({ variable }) => variable === '*') ? [...document.keys()].filter((name) => !COMPUTED.has(name)) : [];
  return new Set([...named, ...all]);
}

function subjectOf(name: string, value: string, document: ReadonlyMap<string, string>, here: Circumstances): RuleSubject {
  const windows = here.os === 'windows';
  return {
    name,
    value,
    origin: undefined,
    listSeparator: windows ? ';' : ':',
    caseless: windows,
    lookup: (other) => document.get(other),
    sameAs: (other) => document.get(other === 'go version' ? 'GOVERSION' : other),
  };
}

function saysOf(variable: string, document: ReadonlyMap<string, string>, whole: boolean): string | undefined {
  const value = document.get(variable);
  if (value !== undefined) return withoutCredentials(value);
  return whole && (GO_VARIABLES.includes(variable) || /^(GO|CGO_)/.test(variable)) ? '' : undefined;
}

function beyond(part: RulePart, rule: EnvRule, document: ReadonlyMap<string, string>): string | undefined {
  const other = rule['same-as'];
  const what =
    part === 'same-as' && (other === 'go.mod' || !document.has(other === 'go version' ? 'GOVERSION' : (other ?? '')))
      ? `what ${other} is`
      : BEYOND[part];
  return what && `a document of go env does not say ${what}; delve-gate check does`;
}
