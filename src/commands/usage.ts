/** The command line, or an input of the step, was used wrongly. */
export class UsageError extends Error {}

/** One of a few words, or an error that names them. */
export function choice<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  if ((allowed as readonly string[]).includes(value)) return value as T;
  throw new UsageError(`${option} "${value}" is unknown; expected ${allowed.join(', ')}`);
}
