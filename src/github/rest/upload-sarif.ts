import { gzipSync } from 'node:zlib';
import * as z from 'zod';
import { done, idle, kept, type Outcome, type Publishing } from './publisher.js';

/** Bytes of the compressed file that GitHub takes. https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const LIMIT = 10 << 20;
const Receipt = z.object({ id: z.string().optional() });

/** Hands the findings to code scanning, for the commit that was checked out. GitHub reads them after its answer. */
export async function uploadSarif(publishing: Pick<Publishing, 'api' | 'place' | 'pull' | 'report'>, sarif: string): Promise<Outcome> {
  const { api, place } = publishing;
  const { owner, repo } = place;
  const at = await analysed(publishing);
  if (!at) return idle('code scanning knows branches, tags and pull requests, and this run is of none');
  const packed = gzipSync(sarif);
  if (packed.length > LIMIT)
    return kept(
      `the SARIF has ${packed.length} bytes when it is compressed`,
      `at most ${LIMIT}`,
      'mend what most legs found, and run again',
    );
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
