import { judge } from '../../causes/index.js';
import { type GoAnswers, lookAtGo } from '../../facts/go.js';
import { projectFacts } from '../../facts/project.js';
import type { Facts, GoFacts } from '../../model/facts.js';
import type { Finding } from '../../model/report.js';
import { startLooking } from '../looking.js';
import { readPolicy } from '../policy-file.js';
import type { EnvRun } from './index.js';

/** What the commands about the environment show. */
export interface EnvLook {
  answers: GoAnswers;
  facts: Facts & { go: GoFacts };
  /** What is found of the environment. */
  findings: Finding[];
}

/** Looks at Go and its environment, and judges them; nothing is built or installed. */
export async function lookAtEnv({ args, dir, env, scope }: EnvRun): Promise<EnvLook> {
  const looking = startLooking({ dir, env, scope });
  const { policy } = readPolicy(args.policy, dir);
  const project = projectFacts(dir, env);
  const answers = await looking.answers;
  const [host, go] = await Promise.all([looking.host, lookAtGo(answers, [], project)]);
  const facts = { host, go: go.facts, project, builds: [], sessions: [], targets: [] };
  const findings = judge({ facts, policy: policy.policy, policyFile: policy.file, policyAt: policy.at });
  return { answers, facts, findings };
}

/** Findings that speak of a variable: it is in their evidence. */
export function findingsOf(name: string, findings: readonly Finding[]): Finding[] {
  return findings.filter(({ evidence }) => evidence.some(({ what }) => what === name));
}
