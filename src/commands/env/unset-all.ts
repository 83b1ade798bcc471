import { changesOf } from '../../goenv/changes.js';
import { type GoenvState, locate, look, NONE, type Place } from '../../goenv/place.js';
import { replace } from '../../goenv/put.js';
import { storeOf } from '../../goenv/store.js';
import { replacedText } from '../../report/goenv.js';
import { EXIT } from '../exit.js';
import { pageOf } from '../page.js';
import { headOf, toJson } from './goenv-json.js';
import type { EnvResult, EnvRun } from './index.js';

/** Takes back every `go env -w`, and keeps what was there. */
export async function unsetAll({ args, dir, env }: EnvRun): Promise<EnvResult> {
  const place = locate(env, dir);
  const store = storeOf(env);
  const wanted = empty(place);
  const done = replace(place, wanted, (was) => store.save(was, { reason: 'unset-all', goenv: place.path }));
  const result = {
    goenv: place.path,
    snapshot: null,
    kept: done && headOf(done.kept),
    changes: done ? changesOf(done.was, wanted).changes : [],
  };
  return { text: args.format === 'json' ? toJson('goenv-unset-all', result) : replacedText(result, pageOf(args)), code: EXIT.pass };
}

/** To the go command no file and an empty one are alike. A link would lead nowhere without its file, so there it is emptied. */
function empty(place: Place): GoenvState {
  const now = look(place);
  if (now.kind === 'none' || place.path === place.file) return NONE;
  return { kind: 'file', bytes: Buffer.alloc(0), mode: now.mode };
}
