import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { dump, load } from 'js-yaml';
import { type ActRun, installAct, repository, runWorkflow } from '../support/act.js';
import { exec, makeWorld, ROOT, type World } from '../support/world.js';

const { findNode24 } = await import(pathToFileURL(join(ROOT, 'scripts', 'node24.mjs')).href);
const node24: { node: string } | { reason: string } = findNode24();
const NODES = [
  { name: `Node ${process.versions.node.split('.')[0]}`, node: process.execPath },
  ...('node' in node24 && node24.node === process.execPath ? [] : [{ name: 'Node 24', ...node24 }]),
];

let world: World;
let act: string;
/** The Go of this machine, which every leg runs: act has no setup-go without a network. */
let go: string;
let made = 0;

beforeAll(async () => {
  world = makeWorld();
  act = await installAct(world);
  go = (await exec('go', ['env', 'GOVERSION'], { env: world.env })).stdout.trim().replace(/^go/, '');
}, 600_000);
afterAll(() => world.remove());

interface Step {
  uses?: string;
  with?: Record<string, string>;
  [key: string]: unknown;
}
interface Workflow {
  on: unknown;
  jobs: Record<string, { steps?: Step[]; uses?: string; [key: string]: unknown }>;
}

/** A workflow that users copy, made to run here: this Action, this machine's Go, and reports that travel by a folder (act's artifacts do not take current clients). */
function runnable(file: string, change: (workflow: Workflow) => void = () => {}): string {
  const workflow = load(readFileSync(join(ROOT, file), 'utf8')) as Workflow;
  for (const job of Object.values(workflow.jobs)) {
    if (job.uses) job.uses = './.github/workflows/gate.yml';
    job.steps = job.steps?.flatMap((step) => here(step));
    if (!job.steps) delete job.steps;
  }
  change(workflow);
  return dump(workflow);
}

function here(step: Step): Step[] {
  const { uses = '', with: inputs = {} } = step;
  if (uses.startsWith('delve-gate/')) return [{ ...step, uses: './' }];
  if (uses.startsWith('actions/setup-go@')) return [];
  if (uses.startsWith('actions/upload-artifact@'))
    return [
      { if: step.if, env: { NAME: inputs.name, FILE: inputs.path }, run: 'mkdir -p "$REPORTS/$NAME" && cp "$FILE" "$REPORTS/$NAME/"' },
    ];
  if (uses.startsWith('actions/download-artifact@'))
    return [{ 'continue-on-error': true, env: { TO: inputs.path }, run: 'cp -r "$REPORTS" "$TO"' }];
  return [step];
}

/** Eight legs that one machine can run: two platforms, four ways to name its Go. */
const policy = () => `version: 1
targets: [linux/amd64, linux/386]
go: { versions: [go.mod, stable, ${go.split('.').slice(0, 2).join('.')}.x, "${go}"] }
runners: { linux/386: other }
`;

const MAIN_GO = 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("hello")\n}\n';

async function run(node: string, files: Record<string, string>): Promise<ActRun> {
  const name = `gate-${++made}`;
  const all = { 'go.mod': 'module example.com/hello\n\ngo 1.21\n', 'main.go': MAIN_GO, 'delve-gate.yml': policy(), ...files };
  const folder = await repository(world, name, all);
  return runWorkflow(folder, { act, world, node, labels: ['other'], env: { REPORTS: join(world.folder, `reports-${name}`) } });
}

const FILE = '.github/workflows/debuggable.yml';

const FAILING = ['linux-amd64-stable', 'linux-386-stable', 'linux-386-go.mod'];

/** Three legs see a go.mod that asks for a Go of the future, and one is taken out of the matrix after it was planned. */
function broken(workflow: Workflow): void {
  const { plan, leg } = workflow.jobs as Record<'plan' | 'leg', { steps: Step[]; outputs: Record<string, string> }>;
  leg.steps.splice(1, 0, {
    if: `\${{ contains(fromJSON('${JSON.stringify(FAILING)}'), matrix.name) }}`,
    run: "sed -i 's/^go 1.*/go 1.99/' go.mod",
  });
  plan.steps.push({
    id: 'shorter',
    env: { MATRIX: '${{ steps.plan.outputs.matrix }}' },
    run: `node -e 'const m = JSON.parse(process.env.MATRIX); m.include.pop(); console.log("matrix=" + JSON.stringify(m))' >> "$GITHUB_OUTPUT"`,
  });
  plan.outputs.matrix = '${{ steps.shorter.outputs.matrix }}';
}

const WORKFLOWS = [
  {
    how: 'as plain jobs',
    files: (change: (workflow: Workflow) => void): Record<string, string> => ({
      [FILE]: runnable('examples/workflows/gate.yml', (workflow) => {
        workflow.on = 'push';
        change(workflow);
      }),
    }),
  },
  {
    how: 'by the reusable workflow',
    files: (change: (workflow: Workflow) => void): Record<string, string> => ({
      [FILE]: runnable('examples/workflows/reusable.yml', (workflow) => {
        workflow.on = 'push';
        delete workflow.jobs.debuggable?.with;
      }),
      '.github/workflows/gate.yml': runnable('.github/workflows/gate.yml', change),
    }),
  },
];

describe.each<{ name: string; node?: string; reason?: string }>(NODES)('plan, legs and gate, on $name', ({ node, reason }) => {
  const testHere = node === undefined ? it.skip : it;
  const note = node === undefined ? ` (skipped: ${reason})` : '';

  testHere.each(WORKFLOWS)(
    `pass when every leg does, $how${note}`,
    async ({ files }) => {
      const ran = await run(
        node as string,
        files(() => {}),
      );

      expect(ran.annotations).toEqual([]);
      expect(new Set(Object.values(ran.jobs))).toEqual(new Set(['success']));
      expect(ran.outputs).toMatchObject({ verdict: 'pass', findings: '[]' });
      expect(ran.summary).toContain('8 of 8 legs passed');
    },
    600_000,
  );

  testHere.each(WORKFLOWS)(
    `fail when three legs do and one never ran, and name each cause once, $how${note}`,
    async ({ files }) => {
      const ran = await run(node as string, files(broken));

      const [missing, newer, failed, ...more] = ran.annotations;
      expect(missing).toMatchObject({ level: 'error', title: 'delve-gate leg-missing: A leg did not report' });
      expect(missing?.message).toContain(`no report of linux-386-${go}`);
      expect(newer).toMatchObject({
        level: 'error',
        title: expect.stringMatching(/^delve-gate project-needs-newer-go: /),
        file: 'go.mod',
        line: '3',
      });
      expect(newer?.message).toMatch(/^found: on 3 of 8 legs \(linux-amd64-stable, linux-386-go\.mod, linux-386-stable\): /);
      expect(failed?.message).toBe('delve-gate: 4 of 8 legs passed (leg-missing)');
      expect(more).toEqual([]);
      expect(ran.outputs.verdict).toBe('fail');
      expect(ran.summary).toContain('4 of 8 legs passed');
    },
    600_000,
  );
});

describe('the events that a gate runs on', () => {
  const SMALL = 'version: 1\nsmoke: { modes: [exec] }\nlevels: { go-version-drift: error }\n';
  const loosened = SMALL.replace('error', 'note');
  const on = (event: string) => (event === 'schedule' ? { schedule: [{ cron: '17 4 * * 1' }] } : { [event]: {} });

  /** A base commit with one policy, and a commit on it with another. */
  async function changed(event: string, policies: [before: string, now: string]) {
    const workflow = runnable('examples/workflows/gate.yml', (each) => {
      each.on = on(event);
    });
    const files = {
      'go.mod': 'module example.com/hello\n\ngo 1.21\n',
      'main.go': MAIN_GO,
      'delve-gate.yml': policies[0],
      [FILE]: workflow,
    };
    const name = `gate-${++made}`;
    const folder = await repository(world, name, files);
    const git = async (...args: string[]) => (await exec('git', args, { cwd: folder, env: world.env })).stdout.trim();
    const base = await git('rev-parse', 'HEAD');
    writeFileSync(join(folder, 'delve-gate.yml'), policies[1]);
    await git(
      '-c',
      'user.name=test',
      '-c',
      'user.email=test@example.com',
      'commit',
      '--quiet',
      '--allow-empty',
      '--all',
      '--message=change',
    );
    const payload = { pull_request: { head: { ref: 'x' }, base: { ref: 'main', sha: base } }, merge_group: { base_sha: base } };
    const env = { REPORTS: join(world.folder, `reports-${name}`) };
    return runWorkflow(folder, { act, world, node: process.execPath, event, payload, env });
  }

  test.each(['pull_request', 'merge_group', 'push', 'schedule', 'workflow_dispatch'])(
    '%s: passes, with a policy that is what it was',
    async (event) => {
      const ran = await changed(event, [SMALL, SMALL]);

      expect(ran.annotations).toEqual([]);
      expect(ran.outputs.verdict).toBe('pass');
    },
    300_000,
  );

  test.each(['pull_request', 'merge_group'])(
    '%s: a policy that asks for less than that of the base commit fails, on its line',
    async (event) => {
      const ran = await changed(event, [SMALL, loosened]);

      expect(ran.annotations[0]).toMatchObject({ level: 'error', file: 'delve-gate.yml', line: '3' });
      expect(ran.annotations[0]?.title).toMatch(/^delve-gate policy-loosened: /);
      expect(ran.outputs.verdict).toBe('fail');
    },
    300_000,
  );
});
