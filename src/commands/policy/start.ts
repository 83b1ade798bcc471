import { fstatSync, writeSync } from 'node:fs';
import { defaultPolicy, needsEngineFor, quickPolicy } from '../../policy/quick.js';
import { complain, deliver, folder } from '../deliver.js';
import { findPolicy } from '../policy-text.js';
import { UsageError } from '../usage.js';
import { parsePolicyArguments } from './arguments.js';
import { lengthsIn, readDocument, tested } from './document.js';

/**
 * `delve-gate policy test` where it needs no more than is loaded with it: a policy that is plainly right, and a file that can be read twice.
 * @param argv what follows `delve-gate policy`
 * @returns the exit code; undefined when the whole program is to answer
 */
export async function startTest(argv: readonly string[]): Promise<number | undefined> {
  const args = parsed(argv);
  if (args?.command !== 'policy' || args.subject === undefined || args.subject === '-') return undefined;
  try {
    const found = findPolicy(args.policy, folder(args.dir));
    const policy = found ? quickPolicy(found.text, found.file) : defaultPolicy();
    if (!policy) return undefined;
    const document = readDocument(args.subject);
    if (needsEngineFor(policy.policy, lengthsIn(document))) return undefined;
    const { text, code } = tested(policy, document, args);
    if (args.output !== undefined || !writtenAtOnce(text)) await deliver(text, args.output);
    return code;
  } catch (error) {
    return complain(error);
  }
}

function parsed(argv: readonly string[]): ReturnType<typeof parsePolicyArguments> | undefined {
  try {
    return parsePolicyArguments(argv);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

/** Writes to a pipe or a file without a stream, which takes longer to make than all this to write. */
function writtenAtOnce(text: string): boolean {
  const standard = fstatSync(1);
  if (!standard.isFile() && !standard.isFIFO()) return false;
  const bytes = Buffer.from(text);
  // A pipe that does not wait takes what fits, and the rest goes on as a stream.
  for (let at = 0; at < bytes.length; )
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return true;
      if (code !== 'EAGAIN') throw error;
      process.stdout.write(bytes.subarray(at));
      return true;
    }
  return true;
}
