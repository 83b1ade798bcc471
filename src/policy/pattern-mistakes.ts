import type { EnvRule } from '../model/env-rule.js';
import { GO_VARIABLES } from '../model/go-variables.js';
import type { Policy } from '../model/policy.js';
import { rulesOf } from './in-force.js';
import type { Mistake } from './mistake.js';
import { compilePattern, PatternError, patternSize } from './pattern.js';
import { show } from './suggest.js';
import { withNames } from './values.js';

/** Parts of a rule that are patterns. */
const PATTERNS = ['matches', 'not-matches'] as const satisfies readonly (keyof EnvRule)[];
/** Steps of all patterns of a policy, one that is asked of every variable counted for each: so that all of them take less than a second. */
const MAX_STEPS = 5000;

type At = (path: readonly (string | number)[]) => Omit<Mistake, 'message'> | undefined;

/** Patterns that are none, and the first that is one too many. */
export function patternMistakes(policy: Pick<Policy, 'env' | 'overrides'>, at: At): Mistake[] {
  const mistakes: Mistake[] = [];
  let steps = 0;
  for (const { variable, rule, path } of rulesOf(policy))
    for (const part of PATTERNS) {
      const source = rule[part];
      if (source === undefined) continue;
      const told = (message: string): Mistake => ({ ...(at([...path, part]) ?? { line: 1, column: 1 }), message });
      const pattern = withNames(source, 'x');
      steps += patternSize(pattern) * (variable === '*' ? GO_VARIABLES.length : 1);
      if (steps > MAX_STEPS) {
        const message = `with "${show(source)}" the regular expressions of the policy have ${steps} steps; at most ${MAX_STEPS} are accepted`;
        return [...mistakes, told(message)];
      }
      const why = mistakeOf(pattern);
      if (why !== undefined)
        mistakes.push(told(`"${part}" is "${show(source)}", which is not a regular expression as Go has them: ${show(why)}`));
    }
  return mistakes;
}

function mistakeOf(source: string): string | undefined {
  try {
    compilePattern(source);
    return undefined;
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    throw error;
  }
}
