import { costOf, type PatternCost } from './pattern-cost.js';

/** A regular expression of a policy, in the syntax of RE2 as Go has it. https://github.com/google/re2/wiki/Syntax */
export interface Pattern {
  /** Whether it matches somewhere in a text of at most `MAX_TEXT` characters. The time grows with the text alone, and never faster. */
  test(text: string): boolean;
}

/** No pattern, and why not. */
export class PatternError extends Error {}

/** What patterns are held against is not longer: to a value that is, they have no answer. */
export const MAX_TEXT = 8192;
const MAX_SOURCE = 1000;
/** Steps of a program. RE2 takes about 20 ns for each and every character, at worst. */
const MAX_SIZE = 1000;
/** That many steps may JavaScript's own engine take at worst; it starts in no time. */
const FEW_STEPS = 200_000;

const made = new Map<string, Pattern>();

/**
 * Makes a pattern ready. What JavaScript's engine provably decides in few steps, it decides; all else RE2, which never tracks back: a policy
 * or a value of somebody else must not be able to stop a run.
 * @throws PatternError saying what is wrong with it
 */
export function compilePattern(source: string): Pattern {
  const known = made.get(source);
  if (known) return known;
  if (source.length > MAX_SOURCE) throw new PatternError(`${source.length} characters; at most ${MAX_SOURCE} are accepted`);
  const measure = measured(source);
  const { size, own } = measure;
  if (size > MAX_SIZE) throw new PatternError(`${size} steps with all that it repeats; at most ${MAX_SIZE} are accepted`);
  let re2 = own ? undefined : parsed(source);
  const pattern = {
    test: (text: string) => {
      if (own && isQuick(measure, text.length)) return own.test(text);
      re2 ??= parsed(source);
      return re2.test(text);
    },
  };
  if (made.size >= 200) made.clear();
  made.set(source, pattern);
  return pattern;
}

/** Whether RE2 is needed for a text of that length. */
export function needsEngine(source: string, length: number): boolean {
  return !isQuick(measured(source), length);
}

/** The steps of a pattern's program, about. */
export function patternSize(source: string): number {
  return measured(source).size;
}

/** What is known of a pattern, and JavaScript's own of it where it has one. */
type Measured = PatternCost & { own?: RegExp };
const measures = new Map<string, Measured>();

function measured(source: string): Measured {
  const known = measures.get(source);
  if (known) return known;
  const cost = costOf(source);
  const measure: Measured = cost.javascript ? { ...cost, ...ownOf(cost.javascript.source) } : cost;
  if (measures.size >= 200) measures.clear();
  measures.set(source, measure);
  return measure;
}

function ownOf(source: string): { own?: RegExp } {
  try {
    return { own: new RegExp(source, 'u') };
  } catch {
    return {};
  }
}

/** Whether JavaScript's engine takes few steps at worst. */
function isQuick({ size, own, javascript }: Measured, length: number): boolean {
  if (!own || !javascript) return false;
  const { anchored, ways, loops } = javascript;
  return (anchored ? 1 : length + 1) * ways * (length + 1) ** loops * size <= FEW_STEPS;
}

function parsed(source: string): Pattern {
  if (!engine) throw new Error(`RE2 is not loaded, and ${source} needs it`);
  return engine(source);
}

let engine: ((source: string) => Pattern) | undefined;

/** RE2 is large: `re2.ts` brings it in, where it is needed. */
export function useEngine(compile: (source: string) => Pattern): void {
  engine = compile;
}
