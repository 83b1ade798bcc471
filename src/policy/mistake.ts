import type { Span } from '../model/yaml.js';

/** A mistake in a policy file, with its place. */
export interface Mistake extends Partial<Span> {
  line: number;
  column: number;
  message: string;
}

/** A policy that is not one: all its mistakes at once. */
export class PolicyError extends Error {
  constructor(
    readonly file: string,
    readonly mistakes: Mistake[],
  ) {
    super(mistakes.map((mistake) => `${file}:${mistake.line}:${mistake.column}: ${mistake.message}`).join('\n'));
  }
}
