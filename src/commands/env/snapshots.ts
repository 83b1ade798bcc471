import { isDamaged, storeOf } from '../../goenv/store.js';
import { snapshotsText } from '../../report/goenv.js';
import { EXIT } from '../exit.js';
import { pageOf } from '../page.js';
import { headOf, toJson } from './goenv-json.js';
import type { EnvResult, EnvRun } from './index.js';

/** The snapshots that are there, of every GOENV file, oldest first. */
export async function snapshots({ args, env }: EnvRun): Promise<EnvResult> {
  const store = storeOf(env);
  const rows = store.list().map((each) => (isDamaged(each) ? each : headOf(each)));
  const list = { folder: store.folder, snapshots: rows };
  return { text: args.format === 'json' ? toJson('goenv-snapshots', list) : snapshotsText(list, pageOf(args)), code: EXIT.pass };
}
