import { gunzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import type { ParsedRequest } from 'openapi-backend';
import type { Answer } from './github.js';
import type { Body } from './rules.js';

export interface CheckRun {
  id: number;
  name: string;
  head_sha: string;
  status: string;
  conclusion?: string;
  output: { title: string; summary: string; text?: string; annotations: Body[] };
}
export interface Comment {
  id: number;
  body: string;
  login: string;
}
export interface ReviewComment {
  login: string;
  path: string;
  line: number;
  body: string;
}
export interface Pull {
  number: number;
  /** `owner/name` of the repository that it comes from, its branch and commit. */
  from: string;
  branch: string;
  sha: string;
  state?: 'open' | 'closed';
}
export interface Run {
  id: number;
  workflow: string;
  branch: string;
  event: string;
  /** `owner/name` */
  of: string;
  artifacts: { id: number; name: string; size: number; expired?: boolean }[];
}

/** Who GitHub works for here. */
interface Host {
  login: string;
  store: string;
}

/** What GitHub keeps of one repository, o/r. */
export class State {
  readonly checkRuns: CheckRun[] = [];
  readonly comments: Comment[] = [];
  readonly reviewComments: ReviewComment[] = [];
  readonly sarifs: { commit: string; ref: string; sarif: Body }[] = [];
  readonly pulls: Pull[] = [];
  readonly files: { filename: string; patch?: string }[] = [];
  readonly runs: Run[] = [];
  readonly zips = new Map<number, Uint8Array>();
  private last = 100;

  /** A run of ci.yml on main that left the report of its gate. */
  leave(id: number, report: object): void {
    this.zips.set(id, zipSync({ 'delve-gate-gate.json': strToU8(JSON.stringify(report)) }));
    this.runs.push({
      id,
      workflow: 'ci.yml',
      branch: 'main',
      event: 'push',
      of: 'o/r',
      artifacts: [{ id, name: 'delve-gate-gate', size: 9 }],
    });
  }

  patches(): ReadonlyMap<string, string> {
    return new Map(this.files.map(({ filename, patch = '' }) => [filename, patch]));
  }

  /** Does what an operation does. */
  handle(operationId: string, { params, query, requestBody }: ParsedRequest, host: Host): Answer {
    const body = (requestBody ?? {}) as Body;
    const work = this.operations[operationId];
    return work
      ? work.call(this, { body, params: params as Record<string, string>, query: query as Record<string, string> }, host)
      : { status: 404 };
  }

  private readonly operations: Record<string, (this: State, given: Given, host: Host) => Answer> = {
    'checks/create': ({ body }) => {
      const { name, head_sha, status, conclusion, output } = body as unknown as Omit<CheckRun, 'id'>;
      const annotations = [...(output.annotations ?? [])];
      const run = { id: ++this.last, name, head_sha, status, ...(conclusion ? { conclusion } : {}), output: { ...output, annotations } };
      this.checkRuns.push(run);
      return { status: 201, data: { id: run.id } };
    },
    'checks/update': ({ body, params }) => {
      const run = this.checkRuns.find(({ id }) => id === Number(params.check_run_id));
      if (!run) return NOT_FOUND;
      const { annotations = [], ...output } = body.output as CheckRun['output'];
      // What was annotated stays.
      run.output = { ...run.output, ...output, annotations: [...run.output.annotations, ...annotations] };
      return { status: 200, data: { id: run.id } };
    },
    'issues/list-comments': ({ query }) => ({ status: 200, data: page(this.comments.map(shownComment), query) }),
    'issues/create-comment': ({ body }, { login }) => {
      const comment = { id: ++this.last, body: String(body.body), login };
      this.comments.push(comment);
      return { status: 201, data: shownComment(comment) };
    },
    'issues/update-comment': ({ body, params }) => {
      const comment = this.comments.find(({ id }) => id === Number(params.comment_id));
      if (!comment) return NOT_FOUND;
      comment.body = String(body.body);
      return { status: 200, data: shownComment(comment) };
    },
    'pulls/list': ({ query }) => {
      const [owner, branch] = String(query.head).split(':');
      const of = this.pulls.filter((each) => each.from.split('/')[0] === owner && each.branch === branch);
      return { status: 200, data: of.filter(({ state = 'open' }) => state === query.state).map(shownPull) };
    },
    // Of the commits of a fork GitHub knows none.
    'repos/list-pull-requests-associated-with-commit': ({ params }) => ({
      status: 200,
      data: this.pulls.filter(({ sha, from }) => sha === params.commit_sha && from === 'o/r').map(shownPull),
    }),
    'pulls/list-files': ({ query }) => ({ status: 200, data: page(this.files, query) }),
    'pulls/list-review-comments': ({ query }) => ({
      status: 200,
      data: page(this.reviewComments, query).map(({ login, ...rest }) => ({ ...rest, user: { login } })),
    }),
    'pulls/create-review': ({ body }, { login }) => {
      for (const { path, line, body: said } of (body.comments ?? []) as ReviewComment[])
        this.reviewComments.push({ login, path, line, body: said });
      return { status: 200, data: { id: ++this.last } };
    },
    'code-scanning/upload-sarif': ({ body }) => {
      const sarif = JSON.parse(gunzipSync(Buffer.from(String(body.sarif), 'base64')).toString('utf8'));
      this.sarifs.push({ commit: String(body.commit_sha), ref: String(body.ref), sarif });
      return { status: 202, data: { id: 'x' } };
    },
    'actions/list-workflow-runs': ({ params, query }) => {
      const runs = this.runs.filter(({ workflow, branch }) => workflow === params.workflow_id && branch === query.branch);
      const shown = runs.map(({ id, branch, event, of }) => ({
        id,
        head_branch: branch,
        event,
        status: 'completed',
        head_repository: { full_name: of },
      }));
      return { status: 200, data: { total_count: runs.length, workflow_runs: shown } };
    },
    'actions/list-workflow-run-artifacts': ({ params, query }) => {
      const all = this.runs.find(({ id }) => id === Number(params.run_id))?.artifacts ?? [];
      const named = all.filter(({ name }) => query.name === undefined || name === query.name);
      const shown = named.map(({ id, name, size, expired = false }) => ({ id, name, size_in_bytes: size, expired }));
      return { status: 200, data: { total_count: named.length, artifacts: shown } };
    },
    'actions/download-artifact': ({ params }, { store }) =>
      this.zips.has(Number(params.artifact_id)) ? { status: 302, to: `${store}/zip/${params.artifact_id}` } : NOT_FOUND,
  };
}

interface Given {
  body: Body;
  params: Record<string, string>;
  query: Record<string, string>;
}
const NOT_FOUND: Answer = { status: 404, data: { message: 'Not Found' } };

function shownComment({ id, body, login }: Comment): Body {
  return { id, body, user: { login } };
}

function shownPull({ number, from, branch, sha, state = 'open' }: Pull): Body {
  return {
    number,
    state,
    head: { ref: branch, sha, repo: { full_name: from } },
    base: { ref: 'main', sha: 'b'.repeat(40), repo: { full_name: 'o/r' } },
  };
}

/** A page of a list, as GitHub parts it. */
function page<T>(all: readonly T[], { per_page: size = '30', page: number = '1' }: Record<string, string>): T[] {
  const from = (Number(number) - 1) * Number(size);
  return all.slice(from, from + Number(size));
}
