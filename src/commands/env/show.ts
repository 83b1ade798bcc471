import { join } from 'node:path';
import type { GoAnswers } from '../../facts/go.js';
import { goenvPath, originOf } from '../../facts/goenv.js';
import { executableIn } from '../../facts/on-path.js';
import { shippedFor } from '../../facts/origins.js';
import { GO_VARIABLES } from '../../model/go-variables.js';
import { errorIn, valueIn, withoutCredentials } from '../../model/seen.js';
import { type Show, showText } from '../../report/env-show.js';
import { run as runProgram } from '../../system/run.js';
import { pageOf } from '../page.js';
import type { EnvResult, EnvRun } from './index.js';
import { type EnvLook, findingsOf, lookAtEnv } from './look.js';

/** All variables that are not as by default, with who set them. */
export async function show(run: EnvRun): Promise<EnvResult> {
  const look = await lookAtEnv(run);
  const shown = showOf(look, await usualValues(look.answers));
  const { format, output, colour } = run.args;
  return { text: format === 'json' ? `${JSON.stringify(shown, null, 2)}\n` : showText(shown, pageOf({ output, colour })), code: 0 };
}

/** Names of a temporary folder are in it: it is never the same twice. */
const CHANGES = 'GOGCCFLAGS';

function showOf({ facts, findings }: EnvLook, usual: Record<string, string> | undefined): Show {
  const { go } = facts;
  const values = valueIn(go.env);
  const names = values ? Object.keys(values).filter((name) => name !== CHANGES) : Object.keys(go.origins);
  const isSet = (name: string) => go.origins[name]?.source === 'environment' || go.origins[name]?.source === 'go-env-w';
  const differs = (name: string) => (values && usual ? (values[name] ?? '') !== (usual[name] ?? '') : isSet(name));
  const variables = names.sort().flatMap((variable) => {
    const found = findingsOf(variable, findings).map(({ cause, level }) => ({ cause, level }));
    const origin = go.origins[variable] ?? { source: 'default' };
    const dangerous = found.length > 0 && origin.source !== 'default' && origin.source !== 'computed';
    if (!differs(variable) && !dangerous) return [];
    const value = values?.[variable] ?? origin.written ?? '';
    return [{ variable, value, usual: usual ? withoutCredentials(usual[variable] ?? '') : null, origin, findings: found }];
  });
  return {
    schema: 'delve-gate/env-show/1',
    error: errorIn(go.env) ?? null,
    of: names.length,
    variables,
    needless: values && usual ? names.filter((name) => isSet(name) && !differs(name)) : [],
  };
}

const GO_TIMEOUT = 20_000;

/** What `go env` says of the Go in force when nothing of Go's is set; undefined when it does not answer. */
async function usualValues({ goEnv, own, path, env, dir, scope, goenv }: GoAnswers): Promise<Record<string, string> | undefined> {
  const goroot = valueIn(goEnv)?.GOROOT || valueIn(own)?.goroot;
  if (path === null) return undefined;
  const go = (goroot ? executableIn(join(goroot, 'bin'), 'go') : undefined) ?? path;
  const clean = Object.fromEntries(Object.entries(env).filter(([name]) => !GO_VARIABLES.includes(name)));
  const result = await runProgram(go, ['env', '-json'], {
    cwd: dir,
    env: { ...clean, GOENV: 'off', GOTOOLCHAIN: 'local' },
    scope,
    timeout: GO_TIMEOUT,
  });
  if (result.code !== 0) return undefined;
  const values: Record<string, string> = JSON.parse(result.stdout);
  const shipped = shippedFor('GOTOOLCHAIN', { env: clean, goenv: { ...goenv, lines: [] }, goEnv, own, path });
  // The two that had to be set for this.
  const toolchain = originOf('GOTOOLCHAIN', {}, { ...goenv, lines: [] }, shipped).written ?? '';
  return { ...values, GOENV: goenvPath(clean) ?? '', GOTOOLCHAIN: toolchain };
}
