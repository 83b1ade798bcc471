import type { GoLook } from '../../facts/go.js';
import { GuestFailure } from '../../guest/boot.js';
import type { Facts, TargetFacts } from '../../model/facts.js';
import type { Policy } from '../../model/policy.js';
import type { UserProgram } from '../../smoke/build.js';
import type { CheckOptions } from '../check.js';

/** What every target of a check has in common. */
export interface TargetContext {
  options: CheckOptions;
  policy: Policy;
  facts: Facts;
  go: GoLook;
  /** The Go in force: `go1.26.8`. */
  version: string;
  user: UserProgram;
  /** A folder for sockets, whose path is short. */
  folder: string;
}

/** A failure that is told as it is. */
export class Unprovable extends Error {
  constructor(
    readonly kind: string,
    message: string,
    readonly output = '',
  ) {
    super(message);
  }
}

/** Why a target could not be proved, for its facts. */
export function failureOf(error: unknown, { options }: TargetContext): TargetFacts['failure'] {
  if (options.scope.signal.aborted) return { kind: 'aborted', message: 'stopped from outside', output: '' };
  if (error instanceof Unprovable) return { kind: error.kind, message: error.message, output: error.output };
  if (error instanceof GuestFailure) return { kind: error.fault, message: error.message, output: error.evidence };
  return { kind: 'internal', message: (error as Error).stack ?? String(error), output: '' };
}
