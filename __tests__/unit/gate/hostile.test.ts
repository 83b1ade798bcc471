import { beforeAll, describe, expect, it } from '@jest/globals';
import { marked } from 'marked';
import { planLegs, planText } from '../../../src/commands/plan.js';
import { workflowCommand } from '../../../src/github/workflow-command.js';
import type { GateReport } from '../../../src/model/gate.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { annotations } from '../../../src/report/annotations.js';
import { gateMarkdown } from '../../../src/report/gate-markdown.js';
import { gateText } from '../../../src/report/gate-text.js';
import { resultOfGate } from '../../../src/report/result.js';
import { check, finding, HOSTILE } from '../report/sample.js';
import { Scene } from './scene.js';

/** Ends what it may stand in: a line, a fence, a node of Mermaid, a cell, a tag; and then gives commands. */
const EVIL = `${HOSTILE}"]\n\`\`\`\n</pre></details><script>alert(1)</script>\n# owned\n::error::owned ##[error]owned ${'x '.repeat(60)}::add-mask::o ${'y'.repeat(500)}::stop-commands::o`;

/** A gate over three legs, each of which wrote the worst into whatever it may write. */
function hostile(): GateReport {
  const scene = new Scene();
  for (const name of scene.plan.legs)
    scene.edit(name, (r) => {
      const location = { file: EVIL, line: 1 };
      const own = { cause: EVIL, title: EVIL, found: EVIL, expected: EVIL, fix: [EVIL], page: EVIL, target: EVIL };
      const evidence = [{ what: EVIL, value: EVIL }];
      r.verdict = 'fail';
      r.findings = [
        finding({ ...own, evidence, consequences: [EVIL, 'no-locals'], path: [{ question: EVIL, answer: EVIL }] }),
        finding({ ...own, cause: 'debug-info-stripped', location }),
      ];
      r.checks = [check({ name: EVIL, target: EVIL, subject: EVIL, status: 'error', reason: EVIL })];
      r.checks.push(check({ name: `::error::${name}` }), check({ name: '::error::' }));
      Object.assign(r.versions, { go: EVIL, dlv: `${EVIL}${name}`, node: EVIL });
      Object.assign(r.facts.host, { kernel: `${EVIL}${name}`, container: EVIL });
    });
  const { origin, versions } = JSON.parse(scene.files.get('windows-amd64.json') as string);
  const left = { schema: 'delve-gate/unfinished/1', origin, version: versions['delve-gate'], reason: EVIL };
  scene.files.set('windows-amd64.json', JSON.stringify(left));
  scene.files.set(EVIL, '{');
  return { ...scene.judge(), ms: 0 };
}

describe('what hostile legs wrote', () => {
  let report: GateReport;
  beforeAll(() => {
    report = hostile();
  });
  // What a runner reads as a command: https://github.com/actions/runner, ActionCommand
  const COMMANDS = /^\s*::|##\[/m;
  const ACTING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/;

  it.each([40, 80, 100, 200])('is text on a page of %d columns', (width) => {
    const page = gateText(report, { colour: false, width });
    expect(page).not.toMatch(ACTING);
    expect(page).not.toMatch(COMMANDS);
  });

  it('is text in annotations, each of one line', () => {
    for (const each of annotations(resultOfGate(report), '/w')) {
      const command = workflowCommand(each);
      expect(command).not.toMatch(ACTING);
      expect(command).not.toMatch(/\n/);
      expect([each.title, each.file ?? '', each.message.replaceAll('\n', '')].join('')).not.toMatch(ACTING);
    }
  });

  it('is text in a summary: no tag, fence, heading, link or mention of theirs', () => {
    const text = gateMarkdown(report);
    const [, drawn = ''] = /```mermaid\n([\s\S]*?)```/.exec(text) ?? [];
    expect(drawn.replaceAll('<br>', '')).not.toMatch(/owned|<|script/);
    // Markdown reads nothing in `pre`.
    const read = text.replace(/^<pre>[\s\S]*?<\/pre>$/gm, '');
    expect(read.match(/^.*```.*$/gm)).toEqual(['```mermaid', '```']);
    const outside = read.replace(/```mermaid[\s\S]*?```/, '');
    expect(new Set([...outside.matchAll(/<\/?([a-z]+)/g)].map((match) => match[1]))).toEqual(new Set(['details', 'summary']));
    expect(outside).not.toMatch(/[`@[\]]/);
    expect(outside).not.toMatch(COMMANDS);
    expect(text).not.toMatch(ACTING);
    const ours = /^#{1,6} (delve-gate: |❌ |⚠️ |ℹ️ )/;
    expect(outside.split('\n').filter((line) => /^#/.test(line) && !ours.test(line))).toEqual([]);
  });

  it('is text in that summary when it is drawn', async () => {
    const html = await marked.parse(gateMarkdown(report));
    const tags = new Set([...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map((match) => match[1]));
    const ours = 'h2 h3 p table thead tbody tr th td pre code ul li strong details summary a'.split(' ');
    expect([...tags].filter((tag) => !ours.includes(tag as string))).toEqual([]);
    for (const [, to] of html.matchAll(/<a href="([^"]*)/g)) expect(to).toMatch(/^https:\/\/github\.com\/delve-gate\//);
    expect(html).toContain('&lt;script&gt;');
  });

  it('makes no column of a table, which could be thousands', () => {
    expect(gateMarkdown(report)).toMatch(/^\| target \|/m);
    expect(
      gateMarkdown(report)
        .match(/^\| target \|.*$/m)?.[0]
        .split('|').length,
    ).toBeLessThan(6);
  });

  it('is no more than can be read, however long and often it was written', () => {
    const scene = new Scene();
    const long = ','.repeat(1e6);
    scene.edit('linux-arm64', (r) => {
      r.verdict = 'fail';
      r.origin.workspace = ','.repeat(4096);
      r.checks.push(check({ name: long, status: 'fail', reason: long }));
      r.findings = [finding({ cause: long, found: long, fix: Array(1e5).fill('x') })];
    });
    scene.edit('linux-amd64', (r) => Object.assign(r.versions, { go: long, dlv: long }));
    scene.edit('windows-amd64', (r) => Object.assign(r.origin, { commit: long }));
    const other = JSON.parse(scene.files.get('windows-amd64.json') as string);
    scene.files.set('x.json', JSON.stringify({ ...other, origin: { ...other.origin, leg: long } }));
    expect(JSON.stringify(scene.judge()).length).toBeLessThan(50_000);
  });

  it('is text in a plan, where a policy names the runners', () => {
    const policy = loadPolicy('version: 1\ntargets: [linux/amd64]\n', 'p.yml', []);
    policy.policy.runners['linux/amd64'] = [EVIL, '::error::x'];
    const page = planText(planLegs(policy, [], { version: '0', commit: null, run: null, sha256: null }));
    expect(page).not.toMatch(ACTING);
    expect(page).not.toMatch(COMMANDS);
  });
});
