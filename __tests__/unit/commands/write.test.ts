import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { main } from '../../../src/commands/main.js';
import { planLegs } from '../../../src/commands/plan.js';
import { readPolicy } from '../../../src/commands/policy-file.js';
import { renderGate } from '../../../src/commands/render.js';
import { FORMATS, writeAll } from '../../../src/commands/write.js';
import { publishFiles } from '../../../src/github/write.js';
import type { Finding } from '../../../src/model/report.js';
import { VERSION } from '../../../src/version.js';
import { COMMIT, reportFor } from '../gate/scene.js';
import { gateFinding, gateReport } from '../report/gate-sample.js';
import { finding } from '../report/sample.js';

let folder: string;
const at = (name: string) => join(folder, name);
const text = (name: string) => readFileSync(at(name), 'utf8');
const before = { ...process.env };
const said: string[] = [];

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'write-')));
  for (const name of Object.keys(process.env)) if (name.startsWith('GITHUB_')) delete process.env[name];
  Object.assign(process.env, { GITHUB_ACTIONS: 'true', GITHUB_SHA: COMMIT, GITHUB_RUN_ID: '7', GITHUB_WORKSPACE: folder });
  said.length = 0;
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, 'write').mockImplementation((chunk: unknown, ...more: unknown[]) => {
      said.push(String(chunk));
      for (const each of more) if (typeof each === 'function') each();
      return true;
    });
});
afterEach(() => {
  jest.restoreAllMocks();
  process.env = { ...before };
  rmSync(folder, { recursive: true, force: true });
});

describe('files beside the page', () => {
  it('are written whole, into folders that are made, and one that cannot be is told without keeping back others', async () => {
    writeFileSync(at('file'), 'not a folder');
    mkdirSync(at('folder'));
    const writes = ['a/b/1.json', 'file/2.json', 'folder', '3.json', '4.json'].map((name) => ({ format: 'json' as const, file: at(name) }));
    const problems = await writeAll(writes, async ({ file }) => {
      if (file.endsWith('3.json')) throw new Error('it broke');
      return file;
    });
    expect(problems).toEqual([
      expect.stringMatching(
        /^json cannot be written to ".*file\/2\.json" \((EEXIST|ENOTDIR)\); expected a file that can be made or replaced$/,
      ),
      expect.stringMatching(/"…?.*folder" \((EISDIR|ENOTEMPTY)\)/),
      expect.stringMatching(/3\.json" \(it broke\)/),
    ]);
    expect(text('a/b/1.json')).toBe(at('a/b/1.json'));
    expect(text('4.json')).toBe(at('4.json'));
    expect(readdirSync(folder).sort()).toEqual(['4.json', 'a', 'file', 'folder']);
  });

  it('can be of every format, and text has no colour', async () => {
    const report = gateReport({ findings: [gateFinding()] });
    const made: string[] = [];
    for (const format of FORMATS) made.push(await renderGate(report, { format, output: 'f', colour: false, failOn: 'error' }));
    expect(new Set(made).size).toBe(FORMATS.length);
    for (const each of made) expect(each).toContain('debug-info-stripped');
    for (const each of made) expect(each).not.toContain('\u001b');
  });

  it('of Azure fail the task as --fail-on says', async () => {
    const as = { format: 'azure', output: undefined, colour: undefined } as const;
    const warned = gateReport({ findings: [gateFinding({ level: 'warning' })] });
    expect(await renderGate(warned, { ...as, failOn: 'warning' })).toContain('task.complete');
    expect(await renderGate(warned, { ...as, failOn: 'error' })).not.toContain('task.complete');
    const failed = gateReport({ findings: [gateFinding()] });
    expect(await renderGate(failed, { ...as, failOn: 'error' })).toContain('task.complete');
    expect(await renderGate(failed, { ...as, failOn: 'never' })).not.toContain('task.complete');
  });
});

/** Runs a gate over one leg. */
async function gate(findings: Finding[], ...options: string[]): Promise<number> {
  writeFileSync(at('delve-gate.yml'), 'version: 1\ntargets: [linux/amd64]\nsmoke: { modes: [exec] }\n');
  const { policy, sha256 } = await readPolicy(at('delve-gate.yml'), folder);
  writeFileSync(at('plan.json'), JSON.stringify(planLegs(policy, [], { version: VERSION, commit: COMMIT, run: '7', sha256 })));
  const made = reportFor('linux-amd64', ['linux/amd64']);
  const verdict = findings.length > 0 ? 'fail' : 'pass';
  mkdirSync(at('reports'), { recursive: true });
  writeFileSync(at('reports/leg.json'), JSON.stringify({ ...made, verdict, findings, policy: { ...made.policy, sha256 } }));
  writeFileSync(at('needs.json'), '{"legs":{"result":"success"}}');
  const given = ['gate', '--plan', at('plan.json'), '--needs', at('needs.json'), '--dir', folder, at('reports'), ...options];
  return main(given, folder);
}

describe('--write', () => {
  it('writes several files in one run', async () => {
    expect(await gate([], '--write', `sarif=${at('out/g.sarif')}`, '--write', `junit=${at('out/g.xml')}`, '--output', at('page'))).toBe(0);
    expect(JSON.parse(text('out/g.sarif'))).toMatchObject({ version: '2.1.0' });
    expect(text('out/g.xml')).toMatch(/^<\?xml[\s\S]*name="gate"[\s\S]*timestamp="20\d\d-/);
    expect(text('page')).toContain('pass');
  });

  it.each([
    ['pass', [], 2],
    ['fail', [finding()], 1],
  ] as const)('that cannot be done is told after the page, and the exit code of a %s is not lost', async (verdict, findings, code) => {
    writeFileSync(at('file'), '');
    expect(await gate([...findings], '--write', `sarif=${at('file/x')}`, '--write', `json=${at('g.json')}`)).toBe(code);
    expect(said.join('')).toMatch(new RegExp(`${verdict}:?[\\s\\S]*delve-gate: --write: sarif cannot be written to`));
    expect(JSON.parse(text('g.json'))).toMatchObject({ verdict });
  });

  it('is done although the page cannot be written, and both are told', async () => {
    writeFileSync(at('file'), '');
    const unwritable = ['--output', at('file/page'), '--write', `sarif=${at('file/x')}`];
    expect(await gate([finding()], ...unwritable, '--write', `json=${at('g.json')}`)).toBe(2);
    expect(said.join('')).toMatch(/--write: sarif cannot be written[\s\S]*--output ".*" cannot be written/);
    expect(text('g.json')).toContain('"fail"');
  });
});

it('the input write: a file that cannot be written is a warning, and nothing else', async () => {
  writeFileSync(at('file'), '');
  const write = [
    { format: 'json', file: 'file/x' },
    { format: 'sarif', file: 'out/x.sarif' },
  ] as const;
  await publishFiles({ write: [...write], failOn: 'error' }, folder, (as) => renderGate(gateReport(), as));
  expect(said).toEqual([expect.stringMatching(/^::warning::delve-gate: json cannot be written to /)]);
  expect(text('out/x.sarif')).toContain('"2.1.0"');
  expect(process.exitCode).toBeUndefined();
});
