import { findOnPath } from '../../facts/on-path.js';
import { locate, look } from '../../goenv/place.js';
import { storeOf } from '../../goenv/store.js';
import { GO_VARIABLES } from '../../model/go-variables.js';
import { snapshotText } from '../../report/goenv.js';
import { run } from '../../system/run.js';
import { EXIT } from '../exit.js';
import { pageOf } from '../page.js';
import { UsageError } from '../usage.js';
import { headOf, toJson } from './goenv-json.js';
import type { EnvResult, EnvRun } from './index.js';

const MAX_LABEL = 200;
/** Milliseconds that the go command may take to say its version: a snapshot does without it. */
const GO_PATIENCE = 2_000;

/** Keeps the GOENV file as it is now. */
export async function snapshot(asked: EnvRun): Promise<EnvResult> {
  const { args, dir, env } = asked;
  if ((args.label?.length ?? 0) > MAX_LABEL)
    throw new UsageError(`--label has ${args.label?.length} characters; expected at most ${MAX_LABEL}`);
  const place = locate(env, dir);
  const store = storeOf(env);
  const go = await goVersion(asked);
  const taken = store.save(look(place), { reason: 'asked', goenv: place.path, label: args.label, go });
  const text = args.format === 'json' ? toJson('goenv-snapshot', headOf(taken)) : snapshotText(headOf(taken), pageOf(args));
  return { text, code: EXIT.pass };
}

async function goVersion({ env, dir, scope }: EnvRun): Promise<string | null> {
  const [go] = findOnPath('go', env);
  if (go === undefined) return null;
  const own = Object.entries(env).filter(([name]) => !GO_VARIABLES.includes(name));
  const clean = { ...Object.fromEntries(own), GOENV: 'off', GOTOOLCHAIN: 'local' };
  const { stdout } = await run(go, ['version'], { cwd: dir, env: clean, scope, timeout: GO_PATIENCE });
  return /^go version (\S+)/.exec(stdout)?.[1] ?? null;
}
