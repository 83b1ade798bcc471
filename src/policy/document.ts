import { GO_VARIABLES } from '../model/go-variables.js';
import type { EnvRule } from '../model/policy.js';
import { withoutCredentials } from '../model/seen.js';
import type { Span } from '../model/yaml.js';
import type { LoadedPolicy } from './load.js';
import { violations } from './rules.js';

/** A part of a rule, and where the policy says it; no place for what is built in. */
interface AskedPart {
  variable: string;
  part: keyof EnvRule;
  location: (Span & { file: string }) | null;
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

/** What must be seen of the machine itself; undefined when the value alone decides. */
const BEYOND: Record<keyof EnvRule, string | undefined> = {
  equals: undefined,
  'one-of': undefined,
  not: undefined,
  matches: undefined,
  absolute: undefined,
  exists: 'whether the path exists',
  writable: 'whether the folder can be written to',
  'no-spaces': undefined,
  ascii: undefined,
  single: undefined,
  under: undefined,
  'not-under': undefined,
  'not-from': 'where the value comes from',
};

/** Those that every `go env -json` names since Go 1.21. */
const ALWAYS_THERE = ['GOENV', 'GOROOT', 'GOVERSION', 'GOHOSTOS'];

/**
 * Holds what `go env -json` wrote, here or elsewhere, against the rules of a policy. What the machine would have to be asked for is not
 * judged, and told as such. A variable that a whole document does not name is empty, as `go env` itself says of it.
 */
export function judgeDocument({ policy, at, file }: LoadedPolicy, document: ReadonlyMap<string, string>): DocumentJudgement {
  const whole = ALWAYS_THERE.every((name) => document.has(name));
  const windows = document.get('GOHOSTOS') === 'windows';
  const result: DocumentJudgement = { violations: [], unanswered: [], judged: 0 };
  for (const [variable, rule] of Object.entries(policy.env)) {
    const value = saysOf(variable, document, whole);
    const asked: EnvRule = {};
    for (const part of Object.keys(rule) as (keyof EnvRule)[]) {
      if (rule[part] === undefined) continue;
      const reason = value === undefined ? `the document does not name ${variable}` : beyond(part);
      if (reason !== undefined) result.unanswered.push({ variable, part, location: place(variable, part), reason });
      else Object.assign(asked, { [part]: rule[part] });
    }
    if (value === undefined) continue;
    result.judged += Object.keys(asked).length;
    const subject = { value, origin: undefined, folder: undefined, listSeparator: windows ? ';' : ':', caseless: windows };
    for (const { part, expected } of violations(asked, subject))
      result.violations.push({ variable, part, location: place(variable, part), found: value, expected });
  }
  return result;

  function place(variable: string, part: string): AskedPart['location'] {
    const span = at(['env', variable, part], 'key');
    return file !== null && span ? { file, ...span } : null;
  }
}

function saysOf(variable: string, document: ReadonlyMap<string, string>, whole: boolean): string | undefined {
  const value = document.get(variable);
  if (value !== undefined) return withoutCredentials(value);
  return whole && (GO_VARIABLES.includes(variable) || /^(GO|CGO_)/.test(variable)) ? '' : undefined;
}

function beyond(part: keyof EnvRule): string | undefined {
  const what = BEYOND[part];
  return what && `a document of go env does not say ${what}; delve-gate check does`;
}
