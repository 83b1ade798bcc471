import { whoFacts } from '../../facts/who/index.js';
import { compareWho } from '../../match/who.js';
import type { Who } from '../../model/who.js';
import { whoText } from '../../report/env-who.js';
import { json } from '../../report/sanitize.js';
import { EXIT } from '../exit.js';
import { pageOf } from '../page.js';
import type { EnvResult, EnvRun } from './index.js';

/** Exit codes: they agree, somebody would run another Go, or somebody could not be asked. What nobody can tell by reading is none of these. */
const CODES: Record<Who['verdict'], number> = { agree: EXIT.pass, disagree: EXIT.fail, error: EXIT.error };

/** `delve-gate env who`: which Go each one would run, the disagreements marked. */
export async function who({ args, dir, env, scope, say }: EnvRun): Promise<EnvResult> {
  say('asking each for its Go');
  const found = compareWho(await whoFacts({ dir, env, scope }));
  const text = args.format === 'json' ? `${json(found)}\n` : whoText(found, pageOf(args));
  return { text, code: CODES[found.verdict] };
}
