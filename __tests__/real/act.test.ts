import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ActRun, installAct, repository, runWorkflow } from '../support/act.js';
import { exec, makeWorld, ROOT, type World } from '../support/world.js';

const GO_MOD = 'module example.com/hello\n\ngo 1.21\n';
const MAIN_GO = `package main

import "fmt"

func greet(name string) string {
	return "hello, " + name
}

func main() {
	fmt.Println(greet("gopher"))
}
`;

/** A workflow as a user writes it, with more lines for the job and for the step. */
function workflow({ job = '', inputs = '' } = {}): string {
  return `name: CI
on: [push, pull_request, pull_request_target]
jobs:
  debug:
    runs-on: ubuntu-latest
${job}    steps:
      - uses: actions/checkout@v7
      - id: gate
        uses: ./
${inputs}      - id: after
        if: always() && steps.gate.outputs.dlv-path != ''
        run: dlv version
      - if: always() && steps.gate.outputs.report != ''
        env:
          REPORT: \${{ steps.gate.outputs.report }}
        run: cp "$REPORT" "$KEEP_REPORT"
`;
}

const only = (section: string) => `        with:\n          only: ${section}\n`;
const lineOf = (text: string, part: string) => String(text.split('\n').findIndex((line) => line.includes(part)) + 1);

/** The Nodes of the runners that people have: the one that runs the tests, and 24, which action.yml asks for. */
const { findNode24 } = await import(pathToFileURL(join(ROOT, 'scripts', 'node24.mjs')).href);
const node24: { node: string } | { reason: string } = findNode24();
const NODES = [
  { name: `Node ${process.versions.node.split('.')[0]}`, node: process.execPath },
  ...('node' in node24 && node24.node === process.execPath ? [] : [{ name: 'Node 24', ...node24 }]),
];

let world: World;
let act: string;
let made = 0;

beforeAll(async () => {
  world = makeWorld();
  act = await installAct(world);
}, 600_000);
afterAll(() => world.remove());

async function run(node = process.execPath, files: Record<string, string> = {}, { event = 'push', branch = 'main' } = {}): Promise<ActRun> {
  const all = { 'go.mod': GO_MOD, 'main.go': MAIN_GO, '.github/workflows/ci.yml': workflow(), ...files };
  const folder = await repository(world, `repository-${++made}`, all, branch);
  return runWorkflow(folder, { act, world, node, event });
}

/** What every annotation of ours has: a title of ours, or it is the one line of setFailed. */
function titles({ annotations }: ActRun): (string | undefined)[] {
  return annotations.map((each) => each.title);
}

describe.each<{ name: string; node?: string; reason?: string }>(NODES)('the Action in a workflow, on $name', ({ node, reason }) => {
  const test = node === undefined ? it.skip : it;
  const note = node === undefined ? ` (skipped: ${reason})` : '';
  test(`passes a project that can be debugged, with its outputs, report, summary, and dlv for later steps${note}`, async () => {
    const policy = 'version: 1\nsmoke:\n  modes: [exec]\n  package: .\n  break: main.greet\n';
    const ran = await run(node, { 'delve-gate.yml': policy });

    expect(ran.annotations).toEqual([]);
    expect(ran).toMatchObject({ job: 'success', steps: { gate: 'success', after: 'success' } });
    expect(ran.outputs).toMatchObject({ verdict: 'pass', findings: '[]', 'go-version': expect.stringMatching(/^1\.\d+/) });
    expect(ran.outputs['dlv-path']).toContain(join('tool_cache', 'dlv', ran.outputs['dlv-version'] ?? ''));
    expect(ran.log).toContain(`Version: ${ran.outputs['dlv-version']}\n`);
    expect(ran.summary).toContain('✅ pass');
    expect(ran.report).toMatchObject({ schema: 'delve-gate/report/1', verdict: 'pass' });
    expect(ran.report?.versions.node).toBe((await exec(node ?? '', ['--version'])).stdout.trim());
  }, 600_000);

  test(`proves another architecture in a guest${note}`, async () => {
    const policy = 'version: 1\nsmoke:\n  modes: [exec, attach]\n  package: .\n  break: main.greet\n';
    const inputs = '        with:\n          targets: linux/arm64\n';
    const ran = await run(node, { 'delve-gate.yml': policy, '.github/workflows/ci.yml': workflow({ inputs }) });

    expect(ran).toMatchObject({ job: 'success', annotations: [], outputs: { verdict: 'pass', findings: '[]' } });
    expect(ran.summary).toContain('| linux/arm64 | smoke/attach . | ✅');
    const [target] = ran.report?.facts.targets ?? [];
    expect(target).toMatchObject({ target: 'linux/arm64', how: 'guest', guest: { running: { arch: 'arm64' } }, failure: null });
    expect(target?.sessions.map(({ mode, subject, status, observed }) => [mode, subject, status, observed.function])).toEqual([
      ['exec', 'delve-gate debuggee', 'pass', 'main.compute'],
      ['attach', 'delve-gate debuggee', 'pass', 'main.compute'],
      ['exec', '.', 'pass', 'main.greet'],
      ['attach', '.', 'pass', 'main.greet'],
    ]);
  }, 600_000);

  test(`writes targets into a matrix${note}`, async () => {
    const policy = 'version: 1\ntargets: [linux/amd64, linux/riscv64]\n';
    const inputs = '        with:\n          command: plan\n';
    const ran = await run(node, { 'delve-gate.yml': policy, '.github/workflows/ci.yml': workflow({ inputs }) });

    expect(ran).toMatchObject({ job: 'success', annotations: [] });
    expect(JSON.parse(ran.outputs.matrix ?? '').include).toMatchObject([
      { targets: 'linux/amd64', how: 'native' },
      { targets: 'linux/riscv64', how: 'guest' },
    ]);
  }, 600_000);

  test(`shows the line of the workflow that strips every program${note}`, async () => {
    const file = workflow({ job: '    env:\n      GOFLAGS: -ldflags=-s\n' });
    const ran = await run(node, { '.github/workflows/ci.yml': file });

    expect(ran).toMatchObject({ job: 'failure', steps: { gate: 'failure' }, outputs: { verdict: 'fail' } });
    expect(ran.annotations[0]).toMatchObject({
      level: 'error',
      title: 'delve-gate debug-info-stripped: The program carries no debug information',
      file: '.github/workflows/ci.yml',
      line: lineOf(file, 'GOFLAGS:'),
    });
    expect(ran.annotations[1]?.message).toBe('delve-gate: the link "build" is broken (debug-info-stripped)');
    expect(ran.annotations).toHaveLength(2);
    expect(ran.summary).toContain('❌ debug-info-stripped');
    expect(ran.annotations[0]?.message).toContain(`\nfix: remove GOFLAGS at .github/workflows/ci.yml:${lineOf(file, 'GOFLAGS:')}`);
    expect(ran.report?.findings.map((each) => each.cause)).toEqual(['debug-info-stripped']);
    // The report names files by where they are: act copies the repository.
    expect(ran.report?.findings[0]?.edit).toEqual({
      file: expect.stringMatching(/\.github[\\/]workflows[\\/]ci\.yml$/),
      line: Number(lineOf(file, 'GOFLAGS:')),
      was: '      GOFLAGS: -ldflags=-s',
      becomes: '      GOFLAGS: ""',
    });
  }, 600_000);

  test(`shows the go line of a project that asks for a newer Go${note}`, async () => {
    const goMod = 'module example.com/hello\n\n// A Go of the future.\ngo 1.99\n';
    const ran = await run(node, { 'go.mod': goMod, '.github/workflows/ci.yml': workflow({ job: '    env:\n      GOTOOLCHAIN: local\n' }) });

    expect(ran).toMatchObject({ job: 'failure', outputs: { verdict: 'fail', 'dlv-path': '' } });
    expect(ran.annotations[0]).toMatchObject({ level: 'error', file: 'go.mod', line: '4' });
    expect(ran.annotations[0]?.title).toMatch(/^delve-gate project-needs-newer-go: /);
    expect(ran.annotations[0]?.message).toMatch(/^found: .*\nexpected: Go 1\.99 or newer\nfix: /s);
  }, 600_000);

  test(`shows the rule of the policy that does not hold${note}`, async () => {
    const policy = 'version: 1\nenv:\n  GOAMD64:\n    equals: v9\n  CGO_ENABLED:\n    one-of: ["7"]\n';
    const ran = await run(node, { 'delve-gate.yml': policy, '.github/workflows/ci.yml': workflow({ inputs: only('env') }) });

    expect(ran).toMatchObject({ job: 'failure', outputs: { verdict: 'fail' } });
    const shown = ran.annotations.filter((each) => each.title?.startsWith('delve-gate go-env-policy: '));
    expect(shown.map(({ level, file, line }) => ({ level, file, line }))).toEqual([
      { level: 'error', file: 'delve-gate.yml', line: '4' },
      { level: 'error', file: 'delve-gate.yml', line: '6' },
    ]);
  }, 600_000);

  test(`shows each mistake of the policy on its line, and checks nothing${note}`, async () => {
    const policy = 'version: 1\nsmoke:\n  mode: [exec]\nlevels:\n  several-goo: off\n';
    const ran = await run(node, {
      'ci/policy.yml': policy,
      '.github/workflows/ci.yml': workflow({ inputs: '        with:\n          policy: ci/policy.yml\n' }),
    });

    expect(ran).toMatchObject({ job: 'failure', outputs: { verdict: 'error' }, report: undefined });
    expect(ran.annotations).toMatchObject([
      { level: 'error', title: 'delve-gate: mistake in the policy', file: 'ci/policy.yml', line: '3', col: '3' },
      { level: 'error', title: 'delve-gate: mistake in the policy', file: 'ci/policy.yml', line: '5', col: '3' },
      { level: 'error', message: 'delve-gate: the policy ci/policy.yml has 2 mistakes' },
    ]);
    expect(ran.annotations[0]?.message).toBe('unknown key "mode"; did you mean "modes"?');
  }, 600_000);

  test(`refuses pull_request_target, and says what to use${note}`, async () => {
    const ran = await run(node, {}, { event: 'pull_request_target' });

    expect(ran).toMatchObject({ job: 'failure', outputs: { verdict: 'error' }, report: undefined });
    expect(ran.annotations).toHaveLength(1);
    expect(ran.annotations[0]?.message).toMatch(/pull_request_target would give that code your secrets; use the event pull_request$/);
  }, 600_000);

  test(`takes a pull request${note}`, async () => {
    const ran = await run(node, { '.github/workflows/ci.yml': workflow({ inputs: only('env') }) }, { event: 'pull_request' });

    expect(ran).toMatchObject({ job: 'success', annotations: [], outputs: { verdict: 'pass' } });
  }, 600_000);

  test(`hands the runner's tokens and files to nothing that it debugs${note}`, async () => {
    const program = `package main

import (
	"os"
	"strings"
)

func main() {
	os.WriteFile("environment.txt", []byte(strings.Join(os.Environ(), "\\n")), 0o644)
	done()
}

func done() {}
`;
    const policy = 'version: 1\nsmoke:\n  modes: [exec]\n  package: .\n  break: main.done\n';
    const file = workflow().replace('cp "$REPORT" "$KEEP_REPORT"', '$&; cat environment.txt');
    const ran = await run(node, { 'main.go': program, 'delve-gate.yml': policy, '.github/workflows/ci.yml': file });

    expect(ran).toMatchObject({ job: 'success', outputs: { verdict: 'pass' } });
    expect(ran.log).toMatch(/^GITHUB_SHA=/m);
    expect(ran.log).not.toMatch(/^(ACTIONS_|INPUT_|GITHUB_(OUTPUT|ENV|PATH|STATE|STEP_SUMMARY|TOKEN)=)/m);
  }, 600_000);

  test(`reads no command in what a pull request wrote${note}`, async () => {
    const package_ = './x\\n::error file=main.go::pwned\\r\\n##[error]pwned%0A::warning::pwned<img src=x>`|@all';
    const policy = `version: 1\nsmoke:\n  modes: [exec]\n  package: "${package_}"\n  break: "main.main\\n::add-mask::pwned"\n`;
    const ran = await run(node, { 'delve-gate.yml': policy }, { branch: 'x%0A%3A%3Aerror<b>' });

    expect(ran).toMatchObject({ job: 'failure', steps: { gate: 'failure' } });
    const [stop, token, ...others] = ran.commands;
    expect({ stop, others }).toEqual({ stop: 'stop-commands', others: ran.annotations.map(() => 'error') });
    expect(token).toMatch(/^[0-9a-f-]{36}$/);
    expect(
      titles(ran)
        .slice(0, -1)
        .every((title) => title?.startsWith('delve-gate ')),
    ).toBe(true);
    expect(ran.annotations.at(-1)?.message).toMatch(/^delve-gate: the link "build" is broken/);
    expect(ran.annotations[0]?.message).toContain('\\u{a}::error file=main.go::pwned');
    expect(ran.log).not.toMatch(/^\s*(::|##\[)/m);
    expect(ran.summary).not.toContain('<img');
  }, 600_000);

  test(`reads no command in a key of the policy${note}`, async () => {
    const policy = 'version: 1\n"x\\n::error::pwned%0A::error::again": 1\n"::set-output name=verdict::pass": 1\n';
    const ran = await run(node, { 'delve-gate.yml': policy });

    expect(ran).toMatchObject({ job: 'failure', outputs: { verdict: 'error' } });
    expect(ran.annotations.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'delve-gate.yml:2',
      'delve-gate.yml:3',
      'undefined:undefined',
    ]);
    expect(ran.annotations[0]?.message).toMatch(/^unknown key "x\?::error::pwned%0A::error::again"/);
    expect(ran.commands).toEqual(['error', 'error', 'error']);
  }, 600_000);

  test(`says which input is wrong${note}`, async () => {
    const wrong = [
      ['fail-on: eror', 'input fail-on "eror" is unknown; expected error, warning, never'],
      ['working-directory: nowhere', 'input working-directory "nowhere" is no folder; expected the folder of a Go project'],
      ['targets: linux-amd64', 'input targets "linux-amd64" is not GOOS/GOARCH, such as linux/amd64'],
    ];
    for (const [input, message] of wrong) {
      const ran = await run(node, { '.github/workflows/ci.yml': workflow({ inputs: `        with:\n          ${input}\n` }) });
      expect(ran.annotations).toMatchObject([{ level: 'error', message: `delve-gate: ${message}` }]);
      expect(ran.outputs).toMatchObject({ verdict: 'error' });
    }
  }, 600_000);

  test(`writes its report into a folder that is not there yet${note}`, async () => {
    const inputs = '        with:\n          only: env\n          report: out/reports/leg.json\n';
    const ran = await run(node, { '.github/workflows/ci.yml': workflow({ inputs }) });

    expect(ran).toMatchObject({ job: 'success', report: { verdict: 'pass' } });
    expect(ran.outputs.report).toMatch(/[\\/]out[\\/]reports[\\/]leg\.json$/);
  }, 600_000);
});
