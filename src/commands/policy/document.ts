import { readFileSync } from 'node:fs';
import { type DocumentJudgement, judgeDocument } from '../../policy/document.js';
import type { LoadedPolicy } from '../../policy/load.js';
import { brief, plain } from '../../report/sanitize.js';
import { EXIT } from '../exit.js';
import { UsageError } from '../usage.js';
import type { PolicyArguments } from './arguments.js';
import type { PolicyResult } from './index.js';

/** A document of `go env` has some kilobytes. */
const MAX_BYTES = 4 << 20;

/** How long the value of a variable is; of `*`, the longest. */
export function lengthsIn(document: ReadonlyMap<string, string>): (variable: string) => number {
  const longest = [...document.values()].reduce((most, { length }) => Math.max(most, length), 0);
  return (variable) => (variable === '*' ? longest : (document.get(variable)?.length ?? 0));
}

/** What the policy has against a document, as it was asked for. */
export function tested(policy: LoadedPolicy, document: ReadonlyMap<string, string>, { format, subject }: PolicyArguments): PolicyResult {
  const judgement = judgeDocument(policy, document);
  const verdict = judgement.violations.length > 0 ? 'fail' : judgement.unanswered.length > 0 ? 'error' : 'pass';
  const text =
    format === 'json'
      ? `${JSON.stringify({ schema: 'delve-gate/policy-test/1', verdict, policy: policy.file, document: subject, ...judgement }, null, 2)}\n`
      : page(judgement);
  return { text, code: EXIT[verdict] };
}

function page({ violations, unanswered, judged }: DocumentJudgement): string {
  const at = (where: { location: { file: string; line: number; column: number } | null }) =>
    where.location ? `${plain(where.location.file)}:${where.location.line}:${where.location.column}: ` : '';
  const lines = [
    ...violations.map((each) => {
      const found = each.found === '' ? 'empty' : `"${brief(each.found, 200)}"`;
      return `${at(each)}${plain(each.variable)} is ${found}; expected ${brief(each.expected, 400)}`;
    }),
    ...unanswered.map((each) => `${at(each)}env.${plain(each.variable)}.${each.part} is not judged: ${plain(each.reason)}`),
    `${judged} judged, ${violations.length} ${violations.length === 1 ? 'violation' : 'violations'}${unanswered.length > 0 ? `, ${unanswered.length} not judged` : ''}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Reads what `go env -json` wrote. @param file `-` is standard input @throws UsageError */
export function readDocument(file: string): Map<string, string> {
  const shown = file === '-' ? 'standard input' : `"${file}"`;
  const expected = 'expected what go env -json writes';
  let bytes: Buffer;
  try {
    bytes = readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw new UsageError(`${shown} cannot be read (${(error as NodeJS.ErrnoException).code}); ${expected}`);
  }
  if (bytes.length > MAX_BYTES) throw new UsageError(`${shown} has ${bytes.length} bytes, and at most ${MAX_BYTES} are read; ${expected}`);
  let given: unknown;
  try {
    given = JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
  } catch (error) {
    throw new UsageError(`${shown} is not JSON (${brief((error as Error).message, 200)}); ${expected}`);
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new UsageError(`${shown} is JSON but no object; ${expected}`);
  for (const [name, value] of Object.entries(given))
    if (typeof value !== 'string') throw new UsageError(`${shown}: "${brief(name, 80)}" is a ${typeof value}, not a string; ${expected}`);
  return new Map(Object.entries(given as Record<string, string>));
}
