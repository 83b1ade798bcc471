import { lineStarts, positionAt } from '../../../model/lines.js';
import { withoutCredentials } from '../../../model/seen.js';
import type { Setting } from '../../../model/setting.js';
import type { RepositoryFile } from '../files.js';

/** A setting with the offsets of its name and of its end in the text. */
export interface Noted extends Pick<Setting, 'variable' | 'value' | 'written' | 'reach' | 'scope' | 'job'> {
  at: number;
  end: number;
}

/** What may stand before a setting, and behind it, on a line that holds nothing else. */
const BEFORE = /^[ \t]*(?:(?:override[ \t]+)?export[ \t]+|ENV[ \t]+|ARG[ \t]+|-[ \t]+)?["']?$/i;
const BEHIND = /^["']?[ \t]*(?:,[ \t]*)?(?:(?:#|\/\/).*)?\r?$/;
/** Characters of a line that is told whole. */
const MAX_LINE = 1000;

/** Settings with their places: what a parser of one kind of file notes, as the model has it. */
export function settingsIn(file: RepositoryFile, writer: Setting['writer'], noted: readonly Noted[]): Setting[] {
  const starts = lineStarts(file.text);
  return noted.map(({ at, end, job, ...setting }) => {
    const { line, column } = positionAt(starts, at);
    const text = wholeLine(file.text, starts, at, end);
    return {
      ...setting,
      value: setting.value === null ? null : withoutCredentials(setting.value),
      written: withoutCredentials(setting.written),
      place: { file: file.file, line, column },
      writer,
      ...(job === undefined ? {} : { job }),
      ...(text === undefined ? {} : { text }),
    };
  });
}

/** The line that a span is on, when it is on one alone. */
function wholeLine(text: string, starts: readonly number[], at: number, end: number): string | undefined {
  const { line } = positionAt(starts, at);
  const start = starts[line - 1] as number;
  const stop = starts[line] === undefined ? text.length : (starts[line] as number) - 1;
  if (end > stop || stop - start > MAX_LINE || !BEFORE.test(text.slice(start, at)) || !BEHIND.test(text.slice(end, stop))) return undefined;
  const whole = text.slice(start, stop);
  return whole === withoutCredentials(whole) ? whole : undefined;
}
