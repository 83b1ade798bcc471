import type { EnvRule } from '../model/env-rule.js';
import type { Policy } from '../model/policy.js';
import type { RulePart } from '../model/rule-parts.js';

const STRICTNESS = { off: 0, note: 1, warning: 2, error: 3 } as const;

/** Whether a level is below another. */
export function isLower(is: Policy['levels'][string], was: Policy['levels'][string]): boolean {
  return STRICTNESS[is] < STRICTNESS[was];
}

/** Lists of what is allowed may lose entries, those of what must be or must not be may gain some. Anything else that changed is not narrower. */
export function isNarrowed(part: RulePart, was: EnvRule[RulePart], is: EnvRule[RulePart]): boolean {
  if (JSON.stringify(was) === JSON.stringify(is)) return true;
  if (!Array.isArray(was) || !Array.isArray(is)) return false;
  const [before, now] = [was, is] as [string[], string[]];
  if (part === 'one-of' || part === 'under' || part === 'from') return now.length > 0 && now.every((each) => before.includes(each));
  return (part.startsWith('not') || part === 'contains') && before.every((each) => now.includes(each));
}
