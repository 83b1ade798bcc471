import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Inputs, readInputs } from '../../../src/github/inputs.js';
import type { Clock } from '../../../src/github/rest/guarded-fetch.js';
import { Rest } from '../../../src/github/rest/index.js';
import type { GateReport } from '../../../src/model/gate.js';
import { gateReport } from '../../unit/report/gate-sample.js';
import type { GitHub } from './github.js';

export const HEAD = 'a'.repeat(40);
export const MERGE = 'c'.repeat(40);

/** No pauses between calls, no time for waiting, no end of patience: a test says when that ends. */
export function testClock(expired: AbortSignal = new AbortController().signal): Clock {
  const free = { key: () => ({ schedule: (_options: object, work: () => Promise<void>) => work() }) };
  return { second: 0, expire: () => expired, now: () => 0, throttle: { write: free, notifications: free } };
}

/** What the runner says to a job of the pull request 7 of o/r. */
export function runner(workspace: string): Record<string, string> {
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: join(workspace, 'event.json'),
    GITHUB_JOB: 'gate',
    GITHUB_REF: 'refs/pull/7/merge',
    GITHUB_REPOSITORY: 'o/r',
    GITHUB_RUN_ID: '70',
    GITHUB_SHA: MERGE,
    GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/ci.yml@refs/pull/7/merge',
    GITHUB_WORKSPACE: workspace,
  };
}

/** The step of a gate in a pull request of the repository o/r, with what a test changes. */
export class Step {
  readonly folder = mkdtempSync(join(tmpdir(), 'delve-gate-contract-'));
  readonly said: string[] = [];
  readonly notices: string[] = [];
  readonly env: NodeJS.ProcessEnv;
  inputs: Inputs;

  constructor(
    github: GitHub,
    more: Partial<Inputs>,
    private readonly clock: Clock = testClock(),
  ) {
    this.env = { ...runner(this.folder), GITHUB_API_URL: github.url };
    this.inputs = { ...readInputs(), command: 'gate', report: 'delve-gate-gate.json', token: github.token, ...more };
    this.event(pullRequest());
  }

  /** What the runner says of the event. */
  event(payload: object, env: NodeJS.ProcessEnv = {}): this {
    writeFileSync(join(this.folder, 'event.json'), JSON.stringify(payload));
    Object.assign(this.env, env);
    return this;
  }

  async publish(report: GateReport = gateReport({ commit: MERGE }), fails = report.verdict !== 'pass'): Promise<void> {
    await this.rest().publish(report, this.folder, fails);
  }

  async base(): Promise<Pick<GateReport, 'findings'> | undefined> {
    return this.rest().base();
  }

  /** All that was told. */
  get told(): string {
    return [...this.said, ...this.notices].join('\n');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private rest(): Rest {
    const voice = { say: (line: string) => void this.said.push(line), notice: (text: string) => void this.notices.push(text) };
    return new Rest(this.inputs, this.env, voice, this.clock);
  }
}

/** The payload of a pull request. @param from the repository that it comes from; null when that is gone */
export function pullRequest(from: string | null = 'o/r'): object {
  return {
    pull_request: {
      number: 7,
      head: { ref: 'topic', sha: HEAD, repo: from === null ? null : { full_name: from } },
      base: { ref: 'main', sha: 'b'.repeat(40), repo: { full_name: 'o/r' } },
    },
  };
}

/** The payload of the end of a run that a pull request started. @param pulls the pull requests that GitHub names of it: none of forks */
export function runEnded(from: string, pulls: readonly number[] = []): object {
  return {
    workflow_run: {
      id: 70,
      event: 'pull_request',
      head_sha: HEAD,
      head_branch: 'topic',
      head_repository: { full_name: from },
      pull_requests: [
        ...pulls.map((number) => ({ number, url: `https://api.github.com/repos/o/r/pulls/${number}`, head: { sha: HEAD, ref: 'topic' } })),
        // Of the repository that this one is itself a fork of.
        { number: 1, url: 'https://api.github.com/repos/upstream/r/pulls/1', head: { sha: HEAD, ref: 'topic' } },
      ],
    },
  };
}
