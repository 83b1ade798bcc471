import type { Confidence } from '../model/diagnosis.js';
import type { Line } from './clean.js';

/** A log that is being diagnosed: its lines, and what one can ask of the whole. */
export interface Log {
  lines: readonly Line[];
  /** Whether the text says so anywhere; asked once a pattern, then remembered. `^` and `$` are the ends of the text unless it has the flag m. */
  says(pattern: RegExp): boolean;
  /** The system it was printed on, by its paths and words. */
  os: 'windows' | 'darwin' | 'linux' | undefined;
}

/** What a message tells of one cause. */
export interface Tells {
  /** The id of a cause. */
  cause: string;
  confidence: Confidence;
  /** Only where this holds: what stands beside the message, or in it; the index is that of the line among the log's. */
  if?: (log: Log, match: RegExpExecArray, index: number) => boolean;
}

/** A command that decides where a message cannot. */
export interface Decides {
  run: string;
  tells: string;
}

/**
 * A message that Delve, Go, a kernel or an editor prints, and what it means.
 * A signature says what the message means; it must not know any case in which it was seen.
 */
export interface Signature {
  /** A message as it is really printed: it tests the pattern, and stands on the page of each cause. */
  example: string;
  /** A part of each such message, in lower case: lines without it are never tried. Several where no part is in all of them. */
  has: string | readonly string[];
  /** On one line without prefixes. No nested repetition: it is tried on hostile text. */
  pattern: RegExp;
  /** One cause, or several where the message is shared: the likelier first. */
  tells: readonly Tells[];
  /** What decides among them. */
  decide?: readonly Decides[];
  /** Which versions print it, or where that was read. */
  source?: string;
}

type Condition = NonNullable<Tells['if']>;

/** It can mean nothing else. */
export function certain(cause: string, condition?: Condition): Tells {
  return tells(cause, 'certain', condition);
}

/** It mostly means this. */
export function likely(cause: string, condition?: Condition): Tells {
  return tells(cause, 'likely', condition);
}

/** It may mean this, among others. */
export function possible(cause: string, condition?: Condition): Tells {
  return tells(cause, 'possible', condition);
}

function tells(cause: string, confidence: Confidence, condition?: Condition): Tells {
  return { cause, confidence, ...(condition ? { if: condition } : {}) };
}

/** Where the text says so anywhere. */
export function says(pattern: RegExp): Condition {
  return (log) => log.says(pattern);
}

/** Lines before and after a message that still belong to it. */
const NEARBY = 15;

/** Where the text says so near the message: for messages that others print too. Each line is asked once a pattern. */
export function near(pattern: RegExp): Condition {
  const asked = new WeakMap<Log, Int8Array>();
  return (log, _match, index) => {
    let answers = asked.get(log);
    if (!answers) {
      answers = new Int8Array(log.lines.length);
      asked.set(log, answers);
    }
    const last = Math.min(log.lines.length - 1, index + NEARBY);
    for (let at = Math.max(0, index - NEARBY); at <= last; at++) {
      if (answers[at] === 0) answers[at] = pattern.test((log.lines[at] as Line).text) ? 1 : -1;
      if (answers[at] === 1) return true;
    }
    return false;
  };
}

/** Where the text says so nowhere. */
export function silent(pattern: RegExp): Condition {
  return (log) => !log.says(pattern);
}
