import * as z from 'zod';
import { MAX_REPORT } from '../../gate/accept.js';
import { GateReport } from '../../model/gate.js';
import type { Api } from './api.js';
import type { Place } from './place.js';
import { jsonInZip } from './unzip.js';

/** Runs of the base branch that are looked at, the newest first. */
const MOST_RUNS = 5;
const Runs = z.object({
  workflow_runs: z.array(
    z.object({ id: z.number().int(), event: z.string(), head_repository: z.object({ full_name: z.string() }).nullish() }),
  ),
});
const Artifacts = z.object({
  artifacts: z.array(z.object({ id: z.number().int(), name: z.string(), size_in_bytes: z.number(), expired: z.boolean() })),
});

/** An earlier gate of the base branch, or why there is none to compare with. */
export type BaseReport = { report: Pick<GateReport, 'findings'>; run: number } | { none: string; todo: string };

/**
 * The gate's report of the last run of this workflow on the base branch that left one, whether it passed or not.
 * @param workflow the file of this workflow
 * @param artifact the name that the gate's report was uploaded under
 */
export async function baseReport(
  api: Api,
  { owner, repo, base }: Place,
  { workflow, artifact, ownRun }: { workflow: string | undefined; artifact: string; ownRun: string | undefined },
): Promise<BaseReport> {
  if (base === undefined || workflow === undefined)
    return {
      none: 'this run has no base branch, or no workflow of this repository',
      todo: 'compare in pull requests, merge groups and pushes',
    };
  const where = { owner, repo };
  const { workflow_runs: runs } = await api.read(
    'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
    { ...where, workflow_id: workflow, branch: base, status: 'completed', exclude_pull_requests: true, per_page: 30 },
    Runs,
  );
  // A fork can have a branch of the same name: its pull requests are no runs of ours.
  const own = runs.filter(
    ({ id, event, head_repository: of }) =>
      !event.startsWith('pull_request') && of?.full_name.toLowerCase() === `${owner}/${repo}`.toLowerCase() && String(id) !== ownRun,
  );
  if (own.length === 0) return { none: `no run of ${workflow} on ${base} has ended`, todo: `let the workflow run on pushes to ${base}` };
  for (const { id } of own.slice(0, MOST_RUNS)) {
    const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts';
    const { artifacts } = await api.read(route, { ...where, run_id: id, name: artifact, per_page: 100 }, Artifacts);
    const found = artifacts.find(({ name, expired, size_in_bytes: size }) => name === artifact && !expired && size <= MAX_REPORT);
    if (found) return read(await zipOf(api, where, found.id), id);
  }
  return {
    none: `the last ${Math.min(own.length, MOST_RUNS)} runs of ${workflow} on ${base} have no artifact ${artifact} of at most ${MAX_REPORT} bytes`,
    todo: `upload the gate's report as ${artifact}`,
  };
}

function zipOf(api: Api, where: object, id: number): Promise<Uint8Array> {
  const route = 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}';
  return api.download(route, { ...where, artifact_id: id, archive_format: 'zip' });
}

function read(zip: Uint8Array, run: number): BaseReport {
  try {
    const report = GateReport.safeParse(JSON.parse(jsonInZip(zip, MAX_REPORT)));
    if (report.success) return { report: report.data, run };
    const [issue] = report.error.issues;
    return { none: `the artifact of run ${run} is no report of a gate: "${issue?.path.join('.')}": ${issue?.message}`, todo: UPLOAD };
  } catch (error) {
    return { none: `the artifact of run ${run} cannot be read: ${(error as Error).message}`, todo: UPLOAD };
  }
}

const UPLOAD = "upload the gate's report, and nothing else, under this name";
