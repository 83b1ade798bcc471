import type { GateReport } from '../../model/gate.js';
import { plain } from '../../report/sanitize.js';
import type { Inputs } from '../inputs.js';
import { Api } from './api.js';
import { baseReport } from './base-report.js';
import { Partly, publishCheckRun } from './check-run.js';
import { publishComment } from './comment.js';
import { explain, type Failure, type Feature, Unprepared } from './failure.js';
import type { Clock } from './guarded-fetch.js';
import { identity } from './marker.js';
import { type Place, type Pull, placeOf, pullOf } from './place.js';
import { kept, type Outcome, type Publishing } from './publisher.js';
import { publishSuggestions } from './suggestions.js';
import { uploadSarif } from './upload-sarif.js';

/** What is told of the publishing: lines of the log, and what a person should see beside the findings. */
export interface Voice {
  say: (line: string) => void;
  notice: (text: string) => void;
}

const FEATURES = {
  checkRun: { name: 'check-run', permission: 'checks: write', absent: 'this repository has no check runs for this token' },
  comment: { name: 'comment', permission: 'pull-requests: write', absent: 'there is no such pull request for this token' },
  suggestions: { name: 'suggestions', permission: 'pull-requests: write', absent: 'there is no such pull request for this token' },
  uploadSarif: { name: 'upload-sarif', permission: 'security-events: write', absent: 'code scanning is off here, or not for this token' },
  compare: { name: 'compare', permission: 'actions: read', absent: 'there is no such workflow, run or artifact for this token' },
} as const satisfies Record<string, Feature>;
type Wanted = keyof typeof FEATURES;

/** In the order in which they are published. */
const PUBLISHERS: readonly [Exclude<Wanted, 'compare'>, (publishing: Publishing) => Promise<Outcome>][] = [
  ['checkRun', publishCheckRun],
  ['comment', publishComment],
  ['suggestions', publishSuggestions],
  ['uploadSarif', uploadSarif],
];

/**
 * What a gate reads from GitHub's API, and publishes through it. Nothing here throws: what cannot be had or written is told once, and changes
 * neither the verdict nor the state of the step.
 */
export class Rest {
  private api: Api | undefined;
  private place: Place | undefined;
  private readonly lacking: { name: string; found: string; permission: string }[] = [];

  /** @param clock how time passes, in tests */
  constructor(
    private readonly inputs: Inputs,
    private readonly env: NodeJS.ProcessEnv,
    private readonly voice: Voice,
    private readonly clock?: Clock,
  ) {}

  /** The findings of the last gate of the base branch; undefined where they cannot be had. */
  async base(): Promise<Pick<GateReport, 'findings'> | undefined> {
    let report: Pick<GateReport, 'findings'> | undefined;
    await this.attempt('compare', async ({ api, place }) => {
      const artifact = this.inputs.report.replace(/^.*[\\/]/, '').replace(/\.json$/, '');
      const found = await baseReport(api, place, { workflow: workflowFile(this.env, place), artifact, ownRun: this.env.GITHUB_RUN_ID });
      if ('none' in found) return kept(found.none, 'the report of an earlier gate; nothing is told to be new or fixed', found.todo);
      report = found.report;
      return { state: 'done', said: `with run ${found.run} of ${place.base}` };
    });
    this.tellLacking();
    return report;
  }

  /**
   * Publishes all that the inputs ask for, one thing after the other.
   * @param fails whether the step fails by this report
   */
  async publish(report: GateReport, workspace: string, fails: boolean): Promise<void> {
    const { checkName, workingDirectory } = this.inputs;
    const id = identity(this.env, workingDirectory, checkName);
    let pull: Promise<Pull> | undefined;
    for (const [wanted, work] of PUBLISHERS.filter(([each]) => this.inputs[each]))
      await this.attempt(wanted, ({ api, place }) => {
        const ask = () => {
          pull ??= pullOf(api, place);
          return pull;
        };
        return work({ api, place, pull: ask, report, workspace, id, checkName, fails });
      });
    this.tellLacking();
    const calls = this.api?.calls ?? 0;
    this.voice.say(`${calls} API call${calls === 1 ? '' : 's'}`);
  }

  private async attempt(wanted: Wanted, work: (at: { api: Api; place: Place }) => Promise<Outcome>): Promise<void> {
    const { name } = FEATURES[wanted];
    try {
      const { state, said } = await work(this.open());
      const tell = state === 'kept' ? this.voice.notice : this.voice.say;
      tell(this.clean(`${name}: ${said}`));
    } catch (error) {
      const { found, expected, todo, lacks } = failureOf(error, FEATURES[wanted]);
      if (lacks === undefined) this.voice.notice(this.clean(`${name}: ${found}; expected ${expected}; ${todo}`));
      else this.lacking.push({ name, found, permission: lacks });
    }
  }

  /** @throws Unprepared where there is nothing to call with */
  private open(): { api: Api; place: Place } {
    const { token } = this.inputs;
    if (token === '') throw new Unprepared('the input token is empty', 'that of the job', 'leave it out');
    this.place ??= placeOf(this.env, this.inputs.command === 'publish');
    const url = this.env.GITHUB_API_URL || 'https://api.github.com';
    if (!/^https?:\/\/[^/]/.test(url)) throw new Unprepared(`GITHUB_API_URL is "${url}"`, "the address of GitHub's API", LEAVE_IT);
    const say = (line: string) => this.voice.say(this.clean(line));
    this.api ??= new Api({ token, url, say, ...(this.clock ? { clock: this.clock } : {}) });
    return { api: this.api, place: this.place };
  }

  /** A permission that is missing is named once, whatever it was needed for. */
  private tellLacking(): void {
    const all = this.lacking.splice(0);
    for (const permission of new Set(all.map((each) => each.permission))) {
      const [first, ...more] = all.filter((each) => each.permission === permission);
      const also = more.length > 0 ? ` (${more.map(({ name }) => name).join(', ')} too)` : '';
      const todo =
        this.place?.fork && !this.place.second
          ? "a fork's pull request gets none: take the two workflows of docs/publishing.md"
          : `add "${permission}" to the permissions of this job`;
      this.voice.notice(this.clean(`${first?.name}: ${first?.found}${also}; expected a token with ${permission}; ${todo}`));
    }
  }

  /** Without the token, whoever repeated it to us. */
  private clean(text: string): string {
    const { token } = this.inputs;
    return plain(token === '' ? text : text.replaceAll(token, '***'));
  }
}

const LEAVE_IT = 'leave it as the runner sets it';

function failureOf(error: unknown, feature: Feature): Failure {
  if (!(error instanceof Partly)) return explain(error, feature);
  const failure = explain(error.cause, feature);
  return { ...failure, found: `${error.state}; then ${failure.found}` };
}

/** The file of the workflow that runs, where it is one of this repository: `ci.yml`. */
function workflowFile({ GITHUB_WORKFLOW_REF: ref = '' }: NodeJS.ProcessEnv, { owner, repo }: Place): string | undefined {
  const [, of, file] = /^([^/]+\/[^/]+)\/\.github\/workflows\/([^/@]+)@/.exec(ref) ?? [];
  return of?.toLowerCase() === `${owner}/${repo}`.toLowerCase() ? file : undefined;
}
