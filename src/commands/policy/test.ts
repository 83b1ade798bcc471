import { needsEngineFor } from '../../policy/quick.js';
import { readPolicy } from '../policy-file.js';
import { lengthsIn, readDocument, tested } from './document.js';
import type { PolicyResult, PolicyRun } from './index.js';

/**
 * `delve-gate policy test DOCUMENT`: what `go env -json` wrote, judged by the policy, without a look at this machine.
 * What the policy asks for and a document does not tell is no pass.
 * @throws UsageError when the document cannot be read, PolicyError
 */
export async function testPolicy({ args, dir }: Pick<PolicyRun, 'args' | 'dir'>): Promise<PolicyResult> {
  const { policy } = await readPolicy(args.policy, dir, { folders: args.layers });
  const document = readDocument(args.subject ?? '-');
  if (needsEngineFor(policy.policy, lengthsIn(document))) await import('../../policy/re2.js');
  return tested(policy, document, args);
}
