import { withoutCredentials } from '../../model/seen.js';
import { graphMermaid, graphOf, graphText } from '../../report/env-graph.js';
import { pageOf } from '../page.js';
import type { EnvResult, EnvRun } from './index.js';
import { lookAtEnv } from './look.js';
import { OF_SYSTEM } from './why.js';

/** How the variables that say where things lie decide each other here. */
export async function graph(run: EnvRun): Promise<EnvResult> {
  const { facts } = await lookAtEnv(run);
  const system = Object.fromEntries(OF_SYSTEM.flatMap((name) => (run.env[name] ? [[name, withoutCredentials(run.env[name])]] : [])));
  const made = graphOf(facts.go, system);
  const { format, output, colour } = run.args;
  const text =
    format === 'json'
      ? `${JSON.stringify(made, null, 2)}\n`
      : format === 'mermaid'
        ? graphMermaid(made)
        : graphText(made, pageOf({ output, colour }));
  return { text, code: 0 };
}
