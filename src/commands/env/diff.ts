import { changesOf } from '../../goenv/changes.js';
import { pick } from '../../goenv/pick.js';
import { locate, look } from '../../goenv/place.js';
import { storeOf } from '../../goenv/store.js';
import { diffText } from '../../report/goenv.js';
import { EXIT } from '../exit.js';
import { pageOf } from '../page.js';
import { headOf, toJson } from './goenv-json.js';
import type { EnvResult, EnvRun } from './index.js';

/** How the GOENV file differs from a snapshot of it. Exit code 1 when it does. */
export async function diff({ args, dir, env }: EnvRun): Promise<EnvResult> {
  const place = locate(env, dir);
  const now = look(place);
  const chosen = pick(storeOf(env), args.subject, place.path);
  const found = { snapshot: headOf(chosen), ...changesOf(chosen.state, now) };
  const text = args.format === 'json' ? toJson('goenv-diff', found) : diffText(found, pageOf(args));
  return { text, code: found.same ? EXIT.pass : EXIT.fail };
}
