import type { Setting } from '../../../model/setting.js';
import type { RepositoryFile } from '../files.js';
import { isGoVariable } from './names.js';
import { type Noted, settingsIn } from './note.js';

/** Who takes an env file, when it is known. */
export type Taker = Pick<Noted, 'reach' | 'scope'>;

const WHOEVER: Taker = { reach: 'environment', scope: 'whoever loads this file' };

/**
 * What an env file sets: `NAME=value` a line, as dotenv and compose read it: `export` before it, quotes, comments.
 * https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax
 */
export function readDotenv(file: RepositoryFile, taker: Taker = WHOEVER, writer: Setting['writer'] = 'dotenv'): Setting[] {
  return settingsIn(
    file,
    writer,
    entriesOf(file.text).map((each) => ({ ...each, ...taker })),
  );
}

/** The entries of an env file; one whose quotes never close ends at its line. */
function entriesOf(text: string): Omit<Noted, keyof Taker>[] {
  const found: Omit<Noted, keyof Taker>[] = [];
  const open = new Set<string>();
  for (let at = 0; at < text.length; ) {
    ENTRY.lastIndex = at;
    const match = ENTRY.exec(text);
    if (!match) {
      at = lineEnd(text, at) + 1;
      continue;
    }
    const [head, before = '', variable = ''] = match;
    const value = valueAt(text, at + head.length, open);
    if (isGoVariable(variable)) found.push({ variable, ...value, at: at + before.length });
    at = lineEnd(text, value.end) + 1;
  }
  return found;
}

const ENTRY = /([ \t]*(?:export[ \t]+)?)([\w.-]+)[ \t]*=[ \t]*/y;

/** @param open the quotes that are known to close nowhere further on */
function valueAt(text: string, from: number, open: Set<string>): Pick<Noted, 'value' | 'written' | 'end'> {
  const quote = text[from] ?? '';
  if (/["'`]/.test(quote) && !open.has(quote)) {
    const end = closing(text, from + 1, quote);
    if (end !== undefined) return quoted(text.slice(from + 1, end), quote, end + 1);
    open.add(quote);
  }
  const stop = lineEnd(text, from);
  const line = text.slice(from, stop);
  const comment = /(?:^|[ \t])#/.exec(line)?.index;
  const written = line.slice(0, comment).trim();
  return { value: expands(written) ? null : written, written, end: from + written.length };
}

function closing(text: string, from: number, quote: string): number | undefined {
  for (let at = from; at < text.length; at++) {
    if (text[at] === quote) return at;
    if (text[at] === '\\' && quote === '"') at++;
  }
  return undefined;
}

function quoted(inside: string, quote: string, end: number): Pick<Noted, 'value' | 'written' | 'end'> {
  if (quote !== '"') return { value: inside, written: inside, end };
  const written = inside.replace(/\\(["\\n])/g, (_, char: string) => (char === 'n' ? '\n' : char));
  return { value: expands(inside) ? null : written, written, end };
}

function expands(written: string): boolean {
  return /(?<!\\)\$(?:\{|\(|[A-Za-z_])/.test(written);
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
