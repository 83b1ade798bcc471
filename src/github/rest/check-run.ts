import * as z from 'zod';
import { checkRunOf } from '../../report/check-run.js';
import { count, done, type Outcome, type Publishing } from './publisher.js';

/** Annotations that GitHub takes in one call. */
const BATCH = 50;
const Made = z.object({ id: z.number().int() });

/**
 * A check run with every finding at its line. It is completed when it is made, so that none is left running when a later call fails;
 * GitHub adds the annotations of each update to those that are there.
 * https://docs.github.com/en/rest/checks/runs#update-a-check-run
 */
export async function publishCheckRun({ api, place, report, workspace, id, checkName, fails }: Publishing): Promise<Outcome> {
  const { annotations, ...output } = checkRunOf(report, workspace);
  const { owner, repo, head } = place;
  const batch = (from: number) => ({ output: { ...output, annotations: annotations.slice(from, from + BATCH) } });
  const made = await api.create(
    'POST /repos/{owner}/{repo}/check-runs',
    {
      owner,
      repo,
      name: checkName,
      head_sha: head,
      status: 'completed',
      conclusion: fails ? 'failure' : 'success',
      external_id: id,
      details_url: place.url,
      ...batch(0),
    },
    Made,
  );
  for (let from = BATCH; from < annotations.length; from += BATCH) {
    try {
      await api.create(
        'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
        { owner, repo, check_run_id: made.id, ...batch(from) },
        Made,
      );
    } catch (error) {
      throw new Partly(`it is there, with ${from} of ${annotations.length} annotations`, error);
    }
  }
  return done(`"${checkName}" with ${count(annotations.length, 'annotation')}`);
}

/** Something was published, and then a call failed. */
export class Partly extends Error {
  constructor(
    readonly state: string,
    override readonly cause: unknown,
  ) {
    super(state);
  }
}
