import type { Policy } from '../model/policy.js';
import { type Positioned, parseYaml, YamlError } from '../model/yaml.js';
import { accepted } from './accept.js';
import { rulesOf } from './in-force.js';
import { writtenOut } from './layer.js';
import { layered } from './layers.js';
import type { LoadedPolicy } from './load.js';
import { misnamed, misplaced } from './names.js';
import { needsEngine } from './pattern.js';
import { patternMistakes } from './pattern-mistakes.js';

/**
 * Reads a policy that is plainly right: what `loadPolicy` makes of it, without the schema and without RE2, which take longer to load than
 * all else. It stands alone, names no causes, and each pattern is one that JavaScript can decide.
 * @returns undefined when it is not so plain, or not right: `loadPolicy` will tell
 */
export function quickPolicy(text: string, file: string): LoadedPolicy | undefined {
  const document = parsed(text);
  if (!document) return undefined;
  const written = writtenOut(document.value ?? {});
  const policy = accepted(written);
  if (!policy || policy.extends.length > 0 || policy.waivers.length > 0 || [policy, ...policy.overrides].some(hasLevels)) return undefined;
  if (needsEngineFor(policy, () => 0)) return undefined;
  const made = layered([{ file, document, written }]);
  const mistakes = [...made.mistakes, ...misnamed(policy, made.at, []), ...misplaced(policy, made.at), ...patternMistakes(policy, made.at)];
  return mistakes.length > 0 ? undefined : { policy, at: made.at, words: made.words, gone: made.gone, file, layers: [] };
}

/** The policy where there is no file: every mode that the machine allows, and the built-in causes. Silent on a healthy machine. */
export function defaultPolicy(): LoadedPolicy {
  const policy = accepted({ version: 1, smoke: { modes: ['exec', 'attach'], optional: ['attach'] } }) as Policy;
  return { policy, at: () => undefined, words: () => [], gone: [], file: null, layers: [] };
}

/** Whether RE2 is needed to hold its patterns against values. @param lengthOf how long the value of a variable is */
export function needsEngineFor(policy: Pick<Policy, 'env' | 'overrides'>, lengthOf: (variable: string) => number): boolean {
  return rulesOf(policy).some(({ variable, rule }) =>
    [rule.matches, rule['not-matches']].some(
      // What its names stand for is not known.
      (source) => source !== undefined && (source.includes('${') || needsEngine(source, lengthOf(variable))),
    ),
  );
}

function parsed(text: string): Positioned | undefined {
  try {
    return parseYaml(text);
  } catch (error) {
    if (error instanceof YamlError) return undefined;
    throw error;
  }
}

function hasLevels({ levels }: Pick<Policy, 'levels'>): boolean {
  return Object.keys(levels).length > 0;
}
