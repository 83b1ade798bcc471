/** The GOENV file or a snapshot cannot be worked with: says what was found, what was expected, what to do. */
export class GoenvError extends Error {}

/** The error of a file operation as one of those. */
export function cannot(what: string, path: string, error: unknown, advice: string): GoenvError {
  const { code, message } = error as NodeJS.ErrnoException;
  return new GoenvError(`${path} cannot be ${what} (${code ?? message}); ${advice}`);
}
