import pc from 'picocolors';
import { type Mistake, PolicyError } from '../../policy/mistake.js';
import { plain, shorten } from '../../report/sanitize.js';
import { wrap } from '../../report/text.js';
import { EXIT } from '../exit.js';
import { pageOf } from '../page.js';
import { readPolicy } from '../policy-file.js';
import { UsageError } from '../usage.js';
import type { PolicyResult, PolicyRun } from './index.js';

/**
 * `delve-gate policy check`: every mistake of a policy and of those that it extends, at its line. A project without one has none to check.
 * @throws UsageError when there is no policy
 */
export async function checkPolicy({ args, dir }: Pick<PolicyRun, 'args' | 'dir'>): Promise<PolicyResult> {
  const json = args.format === 'json';
  try {
    const { policy } = await readPolicy(args.policy, dir, { folders: args.layers });
    if (policy.file === null) throw new UsageError(`there is no policy in ${dir}; expected delve-gate.yml, or name one: policy check FILE`);
    const layers = policy.layers.map(({ file }) => file);
    const text = json
      ? data({ file: policy.file, layers, mistakes: [] })
      : `${plain(policy.file)} is a policy${layers.length > 0 ? `, on ${layers.map((each) => plain(each)).join(', ')}` : ''}\n`;
    return { text, code: EXIT.pass };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const mistakes = error.mistakes.map((mistake) => ({ ...mistake, file: mistake.file ?? error.file }));
    return { text: json ? data({ file: error.file, layers: null, mistakes }) : page(mistakes, pageOf(args)), code: EXIT.usage };
  }
}

function data(made: object): string {
  return `${JSON.stringify({ schema: 'delve-gate/policy-check/1', ...made }, null, 2)}\n`;
}

function page(mistakes: readonly (Mistake & { file: string })[], { colour, width }: { colour: boolean; width: number }): string {
  const c = pc.createColors(colour);
  const rows = mistakes.flatMap(({ file, line, column, message }) => [
    `${c.red('✗')} ${c.bold(plain(`${file}:${line}:${column}`))}`,
    ...wrap(plain(shorten(message, 2000)), '    ', width),
  ]);
  return `${[...rows, '', c.red(`${mistakes.length} ${mistakes.length === 1 ? 'mistake' : 'mistakes'}`)].join('\n')}\n`;
}
