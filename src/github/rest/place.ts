import * as z from 'zod';
import { readPayload } from '../event.js';
import type { Api } from './api.js';
import { Unprepared } from './failure.js';

const Sha = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);
const Repository = z.object({ full_name: z.string() });
/** GitHub gives null for the repository of a fork that is gone. */
const Side = z.object({ ref: z.string(), sha: Sha, repo: Repository.nullish() });

const PullRequest = z.object({ number: z.number().int().positive(), head: Side, base: Side });

/** A pull request as a run names it; of which repository its address tells. */
const Named = z.object({ number: z.number().int().positive(), url: z.string(), head: z.object({ sha: z.string() }) });

/** What we read of an event. https://docs.github.com/en/webhooks/webhook-events-and-payloads */
const Payload = z.object({
  pull_request: PullRequest.optional(),
  merge_group: z.object({ head_sha: Sha, base_ref: z.string() }).optional(),
  workflow_run: z
    .object({
      id: z.number().int(),
      event: z.string(),
      head_sha: Sha,
      head_branch: z.string().nullable(),
      head_repository: Repository.nullish(),
      pull_requests: z.array(Named).nullish(),
    })
    .optional(),
});
type Payload = z.infer<typeof Payload>;

/** What this run is of, by the runner and the event. A report has no say in it. */
export interface Place {
  owner: string;
  repo: string;
  /** The commit that people look at: of a pull request its head, not the merge that was checked out. */
  head: string;
  /** The page of the run that was judged. */
  url: string;
  /** The pull request is of a fork: its own runs have a token that may only read. */
  fork: boolean;
  /** This run was started by the end of the one that was judged, with rights of its own. */
  second: NonNullable<Payload['workflow_run']> | undefined;
  /** Of a pull request: its number. */
  pull: number | undefined;
  /** The branch that a change goes to, or the one that was pushed to. */
  base: string | undefined;
  /** The commit of the event, which is checked out unless the job asks for another, and its ref. */
  event: { sha: string; ref: string };
}

/**
 * Where this run stands.
 * @param publishes whether it publishes what another run found; else it speaks of what it checked out, whatever started it
 * @throws Unprepared that names the variable of the runner that is not as it should be
 */
export function placeOf(env: NodeJS.ProcessEnv, publishes: boolean): Place {
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(env.GITHUB_REPOSITORY ?? '') ?? [];
  if (owner === undefined || repo === undefined) throw unset('GITHUB_REPOSITORY', env, 'owner/name');
  const read = Payload.safeParse(readPayload(env.GITHUB_EVENT_PATH));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Unprepared(`the event in GITHUB_EVENT_PATH has "${issue?.path.join('.')}": ${issue?.message}`, 'an event of GitHub', AS_RUN);
  }
  const { pull_request: pull, merge_group: group, workflow_run: other } = read.data;
  const second = publishes ? other : undefined;
  const own = (side: { full_name: string } | null | undefined) => side?.full_name.toLowerCase() === `${owner}/${repo}`.toLowerCase();
  const sha = Sha.safeParse(env.GITHUB_SHA);
  if (!sha.success) throw unset('GITHUB_SHA', env, 'a commit');
  const run = second?.id ?? env.GITHUB_RUN_ID ?? '';
  return {
    owner,
    repo,
    head: pull?.head.sha ?? group?.head_sha ?? second?.head_sha ?? sha.data,
    url: `${env.GITHUB_SERVER_URL || 'https://github.com'}/${owner}/${repo}/actions/runs/${run}`,
    fork: pull ? !own(pull.head.repo) : second !== undefined && !own(second.head_repository),
    second,
    pull: pull?.number,
    base: pull?.base.ref ?? group?.base_ref.replace(/^refs\/heads\//, '') ?? (second ? undefined : env.GITHUB_REF_NAME || undefined),
    event: { sha: sha.data, ref: env.GITHUB_REF ?? '' },
  };
}

const AS_RUN = 'run it in GitHub Actions, or set what its runner does';

function unset(name: string, env: NodeJS.ProcessEnv, expected: string): Unprepared {
  return new Unprepared(`${name} is "${env[name] ?? ''}"`, expected, AS_RUN);
}

/** The number of a pull request, or why there is none. */
export type Pull = { number: number } | { none: string };

const Pulls = z.array(PullRequest.extend({ state: z.string() }));

/**
 * The open pull request whose head is judged, by GitHub itself: what an artifact says of it could send a comment anywhere.
 * The payload names those of the same repository. For forks neither it nor the commit does, but the branch of the fork:
 * https://github.com/github/docs/issues/22501, https://github.com/quarkusio/pt.quarkus.io/pull/389
 */
export async function pullOf(api: Api, { owner, repo, pull, second, head }: Place): Promise<Pull> {
  if (pull !== undefined) return { number: pull };
  if (!second) return { none: 'this run is of no pull request' };
  const here = `/repos/${owner}/${repo}/pulls/`.toLowerCase();
  const isNamed = (each: z.infer<typeof Named>) => each.head.sha === head && each.url.toLowerCase().includes(here);
  const named = (second.pull_requests ?? []).filter(isNamed).map(({ number }) => number);
  if (named.length > 0) return single(named, head);
  const isIt = (each: z.infer<typeof Pulls>[number]) =>
    each.state === 'open' && each.head.sha === head && each.base.repo?.full_name.toLowerCase() === `${owner}/${repo}`.toLowerCase();
  const ofCommit = await api.read('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', { owner, repo, commit_sha: head }, Pulls);
  const found = ofCommit.filter(isIt);
  if (found.length > 0)
    return single(
      found.map(({ number }) => number),
      head,
    );
  const from = second.head_repository?.full_name.split('/')[0];
  if (from === undefined || second.head_branch === null) return single([], head);
  const ofBranch = await api.read(
    'GET /repos/{owner}/{repo}/pulls',
    { owner, repo, state: 'open', head: `${from}:${second.head_branch}`, per_page: 100 },
    Pulls,
  );
  return single(
    ofBranch.filter(isIt).map(({ number }) => number),
    head,
  );
}

function single(numbers: readonly number[], head: string): Pull {
  const [number, ...more] = [...new Set(numbers)];
  if (number === undefined) return { none: `no open pull request has the head ${head.slice(0, 12)}` };
  return more.length === 0
    ? { number }
    : { none: `several pull requests have the head ${head.slice(0, 12)}: ${[number, ...more].join(', ')}` };
}
