import { readFileSync } from 'node:fs';
import { diagnose as diagnoseText } from '../diagnose/diagnose.js';
import { diagnosisMarkdown, diagnosisText } from '../report/diagnosis.js';
import { type DiagnoseArguments, UsageError } from './arguments.js';
import { pageOf } from './page.js';

/** More of a log than this is not read: its end is what counts, and is kept. */
const MAX_BYTES = 64 << 20;

/**
 * Says what a log means.
 * @throws UsageError when it cannot be read
 */
export function diagnose(args: DiagnoseArguments): string {
  const diagnosis = diagnoseText(read(args.file));
  if (args.format === 'json') return `${JSON.stringify(diagnosis, null, 2)}\n`;
  return args.format === 'markdown' ? diagnosisMarkdown(diagnosis) : diagnosisText(diagnosis, pageOf(args));
}

function read(file: string): string {
  try {
    const bytes = readFileSync(file === '-' ? 0 : file);
    return decode(bytes.subarray(Math.max(0, bytes.length - MAX_BYTES)));
  } catch (error) {
    const what = file === '-' ? 'standard input' : `"${file}"`;
    throw new UsageError(
      `${what} cannot be read (${(error as NodeJS.ErrnoException).code}); expected a log, as a file or on standard input`,
    );
  }
}

/** PowerShell writes UTF-16 when it redirects. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  return bytes.toString('utf8');
}
