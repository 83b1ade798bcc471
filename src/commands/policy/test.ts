import { readFileSync } from 'node:fs';
import { type DocumentJudgement, judgeDocument } from '../../policy/document.js';
import { needsEngineFor } from '../../policy/quick.js';
import { brief, plain } from '../../report/sanitize.js';
import { EXIT } from '../exit.js';
import { readPolicy } from '../policy-file.js';
import { UsageError } from '../usage.js';
import type { PolicyResult, PolicyRun } from './index.js';

/** A document of `go env` has some kilobytes. */
const MAX_BYTES = 4 << 20;

/**
 * `delve-gate policy test DOCUMENT`: what `go env -json` wrote, judged by the policy, without a look at this machine.
 * What the policy asks for and a document does not tell is no pass.
 * @throws UsageError when the document cannot be read, PolicyError
 */
export async function testPolicy({ args, dir }: Pick<PolicyRun, 'args' | 'dir'>): Promise<PolicyResult> {
  const { policy } = await readPolicy(args.policy, dir, { folders: args.layers });
  const shown = args.subject === '-' ? 'standard input' : `"${args.subject}"`;
  const document = readDocument(args.subject ?? '-', shown);
  const longest = Math.max(...[...document.values()].map(({ length }) => length), 0);
  const needed = needsEngineFor(policy.policy, (variable) => (variable === '*' ? longest : (document.get(variable)?.length ?? 0)));
  if (needed) await import('../../policy/re2.js');
  const judgement = judgeDocument(policy, document);
  const verdict = judgement.violations.length > 0 ? 'fail' : judgement.unanswered.length > 0 ? 'error' : 'pass';
  const text =
    args.format === 'json'
      ? `${JSON.stringify({ schema: 'delve-gate/policy-test/1', verdict, policy: policy.file, document: args.subject, ...judgement }, null, 2)}\n`
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

function readDocument(file: string, shown: string): Map<string, string> {
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
