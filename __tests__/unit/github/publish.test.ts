import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { publishOutputs, publishPlan, publishSummary } from '../../../src/github/publish.js';
import type { Report } from '../../../src/model/report.js';
import { finding, report } from '../report/sample.js';

const before = { ...process.env };
let folder: string;
const text = (name: string) => readFileSync(join(folder, name), 'utf8');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'delve-gate-publish-'));
  for (const name of ['GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY']) {
    process.env[name] = join(folder, name);
    writeFileSync(join(folder, name), '');
  }
});
afterEach(() => {
  process.env = { ...before };
  rmSync(folder, { recursive: true, force: true });
});

/** The outputs, as the runner reads them. */
function outputs(): Record<string, string> {
  return Object.fromEntries([...text('GITHUB_OUTPUT').matchAll(/^(.+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map((match) => [match[1], match[3]]));
}

function withDlv(from: 'cache' | 'path' | 'installed'): Report {
  const made = structuredClone(report());
  if (made.facts.dlv?.chosen) made.facts.dlv.chosen.from = from;
  return made;
}

it('hands outputs to later steps', () => {
  publishOutputs(report({ findings: [finding({ found: 'secret', location: { file: 'go.mod', line: 3 } })] }), '/w/report.json');
  expect(outputs()).toMatchObject({
    verdict: 'fail',
    'go-version': '1.26.8',
    'dlv-version': '1.27.2',
    'dlv-path': '/tools/dlv/dlv',
    'cache-hit': 'true',
    report: '/w/report.json',
  });
  expect(JSON.parse(outputs().findings ?? '')).toEqual([
    { cause: 'debug-info-stripped', link: 'build', level: 'error', location: { file: 'go.mod', line: 3 } },
  ]);
});

it.each([
  ['installed', '/tools/dlv\n'],
  ['cache', '/tools/dlv\n'],
  // Its folder is on PATH already; in front it could bring another go with it.
  ['path', ''],
] as const)('puts a dlv that is %s on PATH where it was not', (from, added) => {
  publishOutputs(withDlv(from), '/w/report.json');
  expect(text('GITHUB_PATH')).toBe(added);
});

it('hands a plan to the jobs that come of it', () => {
  const include = [
    { name: 'linux-arm64', targets: 'linux/arm64', 'runs-on': 'ubuntu-24.04-arm', how: 'native' as const, go: '', modes: 'exec' },
  ];
  const said = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const policy = { file: null, sha256: null };
  const plan = {
    schema: 'delve-gate/plan/1' as const,
    version: '0.1.0',
    commit: 'c0ffee',
    run: '7',
    policy,
    matrix: { include },
    legs: ['linux-arm64'],
  };
  publishPlan(plan);
  said.mockRestore();
  expect(JSON.parse(outputs().matrix ?? '')).toEqual({ include });
  expect(outputs().legs).toBe('["linux-arm64"]');
  expect(JSON.parse(outputs().plan ?? '')).toEqual(plan);
});

it('writes a summary where there is a place for it', async () => {
  await publishSummary('## delve-gate: ✅ pass');
  expect(text('GITHUB_STEP_SUMMARY')).toMatch(/^## delve-gate: ✅ pass/);
  delete process.env.GITHUB_STEP_SUMMARY;
  await expect(publishSummary('x')).resolves.toBeUndefined();
});
