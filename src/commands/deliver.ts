import { existsSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { GoenvError } from '../goenv/error.js';
import { PolicyError } from '../policy/mistake.js';
import { plain } from '../report/sanitize.js';
import { EXIT } from './exit.js';
import { writeWhole } from './output.js';
import { UsageError } from './usage.js';

/**
 * The result, where it is wanted.
 * @param file undefined is standard output
 * @throws UsageError when it cannot be written
 */
export async function deliver(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) {
    await print(text);
    return;
  }
  try {
    writeWhole(file, text);
  } catch (error) {
    throw new UsageError(
      `--output "${file}" cannot be written (${(error as NodeJS.ErrnoException).code}); expected a file in a folder that exists`,
    );
  }
}

/** The project's folder, without symbolic links. @throws UsageError when there is none */
export function folder(path: string): string {
  const full = resolve(path);
  if (!existsSync(full) || !statSync(full).isDirectory())
    throw new UsageError(`--dir "${path}" is no folder; expected the folder of a Go project`);
  return realpathSync(full);
}

/** Says what stopped the run. @returns the exit code */
export function complain(error: unknown): number {
  if (error instanceof UsageError || error instanceof PolicyError) {
    process.stderr.write(`${plain(error.message, true)}\n`);
    return EXIT.usage;
  }
  if (error instanceof GoenvError) {
    process.stderr.write(`delve-gate: ${plain(error.message)}\n`);
    return EXIT.error;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`delve-gate could not check: ${plain(text, true)}\n`);
  return EXIT.error;
}

/** Writes to standard output, all of it before it comes back. */
export function print(text: string): Promise<number> {
  return new Promise((done) => {
    process.stdout.write(text, () => done(EXIT.pass));
  });
}
