import { rangeOfSpec } from '../../../match/go-range.js';
import type { Declared } from '../../../model/declared.js';

/** What a parser of one kind of file finds in a text: where in it, and what it means. */
export interface Declaration extends Pick<Declared, 'by' | 'role' | 'written' | 'range' | 'user'> {
  /** One-based. */
  line: number;
  column?: number;
  reason?: string;
  switches?: boolean;
  alternative?: boolean;
  /** A file that says it instead, relative to the repository's root. */
  follows?: string;
  text?: string;
  /** The folder that it is meant for, relative to the repository's root; by its own folder when absent. */
  folder?: string;
  /** The folder of a go.mod that it copies: from the folder of the file, or from the repository's root. */
  module?: string;
  /** It builds no module of the repository, as far as can be seen. */
  aside?: boolean;
}

/** Characters of what is written that are kept. */
const MAX_WRITTEN = 200;

/** What is written, and its range; a reason where it names no Go. */
export function meant(written: string, range = rangeOfSpec(written)): Pick<Declaration, 'written' | 'range' | 'reason'> {
  const short = written.slice(0, MAX_WRITTEN);
  return range ? { written: short, range } : { written: short, range: null, reason: `"${short}" names no version of Go` };
}

/** Something whose version is only known when it runs. */
export function unknown(written: string, reason: string): Pick<Declaration, 'written' | 'range' | 'reason'> {
  return { written: written.slice(0, MAX_WRITTEN), range: null, reason };
}

/** One-based line and column of an offset. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
