import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { writeWhole } from './output.js';
import { choice, UsageError } from './usage.js';

/** What a result can be rendered as. */
export const FORMATS = ['text', 'json', 'github', 'markdown', 'html', 'sarif', 'junit', 'code-quality', 'azure', 'rdjson'] as const;
export type Format = (typeof FORMATS)[number];

/** A file that a result is written to, beside the page. */
export interface Write {
  format: Format;
  file: string;
}

/**
 * Reads FORMAT=FILE.
 * @param option how the user calls it
 * @param taken files that are written already
 * @throws UsageError for what is no such pair, an unknown format, and a file that is named twice
 */
export function parseWrites(option: string, given: readonly string[], taken: readonly (string | undefined)[]): Write[] {
  const writes = given.map((text): Write => {
    const at = text.indexOf('=');
    const [format, file] = at < 0 ? [text, ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
    if (file === '') throw new UsageError(`${option} "${text}" names no file; expected FORMAT=FILE, such as sarif=delve-gate.sarif`);
    return { format: choice(`the format of ${option}`, format, FORMATS), file };
  });
  const files = new Set(taken.map((file) => file && resolve(file)));
  for (const { file } of writes) {
    if (files.has(resolve(file))) throw new UsageError(`${option} names "${file}", which is written already; expected a file of its own`);
    files.add(resolve(file));
  }
  return writes;
}

/**
 * Writes each file whole, with the folders that it is in; one that cannot be written keeps back no other.
 * @param rendered the text of a file
 * @returns what could not be written and why, a sentence each
 */
export async function writeAll(writes: readonly Write[], rendered: (write: Write) => Promise<string>): Promise<string[]> {
  const problems: string[] = [];
  for (const write of writes) {
    const named = `${write.format} cannot be written to "${write.file}"`;
    try {
      const text = await rendered(write);
      mkdirSync(dirname(write.file), { recursive: true });
      writeWhole(write.file, text);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      problems.push(`${named} (${code ?? message}); expected a file that can be made or replaced`);
    }
  }
  return problems;
}
