import type { Confidence } from '../model/diagnosis.js';
import type { Line } from './clean.js';

/** A log that is being diagnosed: its lines, and what one can ask of the whole. */
export interface Log {
  lines: readonly Line[];
  /** Whether a line says so; asked once a pattern, then remembered. */
  says(pattern: RegExp): boolean;
  /** The system it was printed on, by its paths and words. */
  os: 'windows' | 'darwin' | 'linux' | undefined;
}

/** What a message tells of one cause. */
export interface Tells {
  /** The id of a cause. */
  cause: string;
  confidence: Confidence;
  /** Only where this holds: what stands beside the message, or in it. */
  if?: (log: Log, match: RegExpExecArray) => boolean;
}

/**
 * A message that Delve, Go, a kernel or an editor prints, and what it means.
 * A signature says what the message means; it must not know any case in which it was seen.
 */
export interface Signature {
  /** A message as it is really printed: it tests the pattern, and stands on the page of each cause. */
  example: string;
  /** A part of each such message, in lower case: lines without it are never tried. */
  has: string;
  /** On one line without prefixes. No nested repetition: it is tried on hostile text. */
  pattern: RegExp;
  /** One cause, or several where the message is shared. */
  tells: readonly Tells[];
  /** What decides among them: a command, and what it tells. */
  decide?: readonly { run: string; tells: string }[];
  /** Which versions print it, or where that was read. */
  source?: string;
}
