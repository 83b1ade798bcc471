import type { Span } from '../model/yaml.js';

/** A mistake in a policy file, with its place. */
export interface Mistake extends Partial<Span> {
  /** When it is in another file than the policy: in one that it extends. */
  file?: string;
  line: number;
  column: number;
  message: string;
}

/** A policy that is not one: all its mistakes at once, in the order of its lines. */
export class PolicyError extends Error {
  readonly mistakes: Mistake[];

  constructor(
    readonly file: string,
    mistakes: readonly Mistake[],
  ) {
    const sorted = [...mistakes].sort((a, b) => (a.file ?? file).localeCompare(b.file ?? file) || a.line - b.line || a.column - b.column);
    super(sorted.map((mistake) => `${mistake.file ?? file}:${mistake.line}:${mistake.column}: ${mistake.message}`).join('\n'));
    this.mistakes = sorted;
  }
}
