import { changesOf } from '../../goenv/changes.js';
import { pick } from '../../goenv/pick.js';
import { locate, look } from '../../goenv/place.js';
import { replace } from '../../goenv/put.js';
import { storeOf } from '../../goenv/store.js';
import { replacedText } from '../../report/goenv.js';
import { EXIT } from '../exit.js';
import { pageOf } from '../page.js';
import { headOf, toJson } from './goenv-json.js';
import type { EnvResult, EnvRun } from './index.js';

/** Puts the GOENV file back as a snapshot has it, and keeps what that replaces. */
export async function restore({ args, dir, env }: EnvRun): Promise<EnvResult> {
  const place = locate(env, dir);
  // What keeps it from being replaced is told before what to replace it with.
  look(place);
  const store = storeOf(env);
  const { state, ...head } = pick(store, args.subject, place.path);
  const done = replace(place, state, (was) => store.save(was, { reason: 'restore', goenv: place.path }));
  const result = {
    goenv: place.path,
    snapshot: head,
    kept: done && headOf(done.kept),
    changes: done ? changesOf(done.was, state).changes : [],
  };
  return { text: args.format === 'json' ? toJson('goenv-restore', result) : replacedText(result, pageOf(args)), code: EXIT.pass };
}
