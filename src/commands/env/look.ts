import { judge } from '../../causes/index.js';
import { type GoAnswers, lookAtGo } from '../../facts/go.js';
import { projectFacts } from '../../facts/project.js';
import { placeOrigins, profilesHere, rootOf } from '../../facts/repository/origins.js';
import { settingsOf } from '../../facts/repository/settings/index.js';
import type { Facts, GoFacts } from '../../model/facts.js';
import type { Finding } from '../../model/report.js';
import { valueIn } from '../../model/seen.js';
import { levelsHere, questionsOf, rulesOf } from '../../policy/in-force.js';
import { circumstancesOf } from '../../policy/when.js';
import { startLooking } from '../looking.js';
import { readPolicy } from '../policy-file.js';
import type { EnvRun } from './index.js';

/** What the commands about the environment show. */
export interface EnvLook {
  answers: GoAnswers;
  facts: Facts & { go: GoFacts };
  /** What is found of the environment. */
  findings: Finding[];
  /** What files set, and those that could not be read for it. */
  written: Awaited<ReturnType<typeof settingsOf>>;
}

/** Looks at Go and its environment, and judges them; nothing is built or installed. */
export async function lookAtEnv({ args, dir, env, scope, run, workflow }: EnvRun): Promise<EnvLook> {
  const looking = startLooking({ dir, env, scope });
  const { policy } = await readPolicy(args.policy, dir, { folders: args.layers });
  const project = projectFacts(dir, env);
  const root = rootOf(dir, workflow);
  const reading = settingsOf(root, { profiles: profilesHere(env) });
  const answers = await looking.answers;
  const asked = questionsOf(rulesOf(policy.policy), Object.keys(valueIn(answers.goEnv) ?? {}));
  const [host, go, written] = await Promise.all([looking.host, lookAtGo(answers, asked, project), reading]);
  placeOrigins(go.facts.origins, written.settings, { env, root, workflow, container: host.container !== null });
  const facts = { host, run, go: go.facts, project, builds: [], sessions: [], targets: [] };
  const findings = judge({
    facts,
    policy: { ...policy.policy, levels: levelsHere(policy.policy, circumstancesOf(facts)) },
    policyAt: policy.at,
    policyLayers: policy.layers,
  });
  return { answers, facts, findings, written };
}

/** Findings that speak of a variable: it is in their evidence. */
export function findingsOf(name: string, findings: readonly Finding[]): Finding[] {
  return findings.filter(({ evidence }) => evidence.some(({ what }) => what === name));
}
