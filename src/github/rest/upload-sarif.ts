import { gzipSync } from 'node:zlib';
import * as z from 'zod';
import { resultOfGate } from '../../report/result.js';
import { done, idle, type Outcome, type Publishing } from './publisher.js';

const Receipt = z.object({ id: z.string().optional() });

/** Hands the findings to code scanning. GitHub reads them after its answer. */
export async function uploadSarif(publishing: Pick<Publishing, 'api' | 'place' | 'pull' | 'report'>): Promise<Outcome> {
  const { api, place, report } = publishing;
  const { owner, repo } = place;
  const at = await analysed(publishing);
  if (!at) return idle('code scanning knows branches, tags and pull requests, and this run is of none');
  const { sarif } = await import('../../report/sarif.js');
  // Of less than GitHub takes: sarif() sees to that.
  const packed = gzipSync(sarif(resultOfGate(report, new Date().toISOString())));
  await api.create(
    'POST /repos/{owner}/{repo}/code-scanning/sarifs',
    { owner, repo, ...at, sarif: packed.toString('base64'), tool_name: 'delve-gate' },
    Receipt,
  );
  return done(`for ${at.ref}`);
}

/**
 * The commit and its ref, as code scanning wants them: of a pull request the merge, `refs/pull/N/merge`, or its head where that was checked out.
 * A second workflow speaks of the head that GitHub says was judged.
 */
async function analysed({
  place,
  pull,
  report,
}: Pick<Publishing, 'place' | 'pull' | 'report'>): Promise<{ commit_sha: string; ref: string } | undefined> {
  const { event, second, fork, head } = place;
  if (!second && (place.pull === undefined || report.commit !== head))
    return /^refs\/(heads|tags|pull)\/./.test(event.ref) ? { commit_sha: event.sha, ref: event.ref } : undefined;
  const of = await pull();
  if ('number' in of) return { commit_sha: head, ref: `refs/pull/${of.number}/head` };
  return fork || !second?.head_branch ? undefined : { commit_sha: head, ref: `refs/heads/${second.head_branch}` };
}
