import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import Ajv from 'ajv-draft-04';
import formats from 'ajv-formats';
import { CAUSES } from '../../../src/causes/index.js';
import { GATE_CAUSES } from '../../../src/gate/causes.js';
import type { Result } from '../../../src/report/result.js';
import { resultOf, resultOfGate } from '../../../src/report/result.js';
import { sarif } from '../../../src/report/sarif.js';
import { ROOT } from '../../support/world.js';
import { gateFinding, gateReport } from './gate-sample.js';
import { HOSTILE, hostileResult } from './hostile.js';
import { check, finding, report } from './sample.js';

const SCHEMA = join(ROOT, 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));

interface Log {
  runs: [
    {
      tool: { driver: { name: string; version: string; rules: Rule[] } };
      automationDetails: { id: string };
      invocations: [
        { executionSuccessful: boolean; toolExecutionNotifications: { message: { text: string } }[]; properties: { legs: unknown[] } },
      ];
      results: Shown[];
    },
  ];
}
interface Rule {
  id: string;
  name: string;
  shortDescription: { text: string };
  fullDescription: { text: string };
  help: { text: string; markdown?: string };
  helpUri: string;
  defaultConfiguration: { level: string };
  properties: { tags: string[]; 'problem.severity': string };
}
interface Shown {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  locations: [{ physicalLocation: { artifactLocation: { uri: string; uriBaseId: string }; region?: Record<string, number> } }];
  partialFingerprints: Record<string, string>;
  baselineState?: string;
  fixes?: unknown;
}

/** The log, held to the schema, and to what the schema does not say. */
function made(result: Result): Log['runs'][0] {
  const text = sarif(result);
  const log = JSON.parse(text) as Log;
  validate(log);
  expect(validate.errors).toBeNull();
  const [run] = log.runs;
  const { rules } = run.tool.driver;
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  expect(run.results.filter((each) => !sound(each, rules))).toEqual([]);
  const own = run.results.map(({ partialFingerprints }) => partialFingerprints['delveGate/v1']);
  expect(new Set(own).size).toBe(own.length);
  within(rules, run.results, text);
  return run;
}

/** Whether a result names its rule, says something, and is at one file below the root. */
function sound({ ruleId, ruleIndex, locations, message }: Shown, rules: Rule[]): boolean {
  const { uri, uriBaseId } = locations[0].physicalLocation.artifactLocation;
  const below = new URL(uri, 'https://base.example/root/').href.startsWith('https://base.example/root/') && decodeURIComponent(uri) !== '';
  return rules[ruleIndex]?.id === ruleId && locations.length === 1 && uriBaseId === '%SRCROOT%' && below && message.text !== '';
}

/** What GitHub takes and shows. */
function within(rules: Rule[], results: Shown[], text: string): void {
  expect(results.length).toBeLessThanOrEqual(5000);
  // Its limit is 10 MB after gzip, which adds some bytes at worst.
  expect(Buffer.byteLength(text)).toBeLessThan(9_900_000);
  for (const { name, shortDescription, fullDescription, help, helpUri, defaultConfiguration, properties } of rules) {
    expect(name.length).toBeLessThanOrEqual(255);
    for (const description of [shortDescription.text, fullDescription.text]) {
      expect(description).not.toBe('');
      expect(description.length).toBeLessThanOrEqual(1024);
    }
    expect(help.text).not.toBe('');
    expect(helpUri).toMatch(/^https:\/\//);
    expect(properties.tags.length).toBeLessThanOrEqual(10);
    expect(properties['problem.severity']).toBe({ error: 'error', warning: 'warning', note: 'recommendation' }[defaultConfiguration.level]);
  }
}

const location = { file: '.github/workflows/ci.yml', line: 7, column: 5, endLine: 7, endColumn: 12 };

describe('SARIF', () => {
  it('of a check has a rule for the cause and a result at the line', () => {
    const run = made(resultOf(report({ findings: [finding({ location })] })));
    expect(run.tool.driver).toMatchObject({ name: 'delve-gate', version: '0.1.0' });
    expect(run.tool.driver.rules).toEqual([
      expect.objectContaining({
        id: 'debug-info-stripped',
        name: 'DebugInfoStripped',
        shortDescription: { text: 'The program carries no debug information' },
        helpUri: 'https://example.org/causes/x.md',
        defaultConfiguration: { level: 'error' },
      }),
    ]);
    expect(run.tool.driver.rules[0]?.help.markdown).toMatch(/^## What it means\n[\s\S]*## What mends it\n/);
    const { partialFingerprints, ...result } = run.results[0] as Shown;
    expect(Object.keys(partialFingerprints)).toEqual(['delveGate/v1']);
    expect(result).toEqual({
      ruleId: 'debug-info-stripped',
      ruleIndex: 0,
      level: 'error',
      message: {
        text: 'The program carries no debug information.\nfound: GOFLAGS holds -ldflags=-s\nexpected: a program with DWARF\nfix: remove GOFLAGS\nmore: https://example.org/causes/x.md',
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: '.github/workflows/ci.yml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 7, startColumn: 5, endLine: 7, endColumn: 12 },
          },
        },
      ],
      properties: { link: 'build', confidence: 'certain' },
    });
  });

  it('knows each cause of the catalog, and what a gate says of itself, by the words of the catalog', () => {
    const causes = CAUSES.map(({ id, link }) => gateFinding({ cause: id, link, title: 'x' }));
    const own = Object.keys(GATE_CAUSES).map((id) => gateFinding({ cause: id, link: 'gate', title: 'x' }));
    const { rules } = made(resultOfGate(gateReport({ findings: [...causes, ...own] }))).tool.driver;
    expect(rules).toHaveLength(CAUSES.length + own.length);
    for (const { shortDescription, help } of rules) {
      expect(shortDescription.text).not.toBe('x');
      expect(help.markdown?.length).toBeGreaterThan(40);
      expect(help.markdown).not.toMatch(/\]\((?!https:)/);
    }
  });

  it('shows what is at no line as the whole policy file, with a fingerprint that GitHub takes, and says where it is', () => {
    const { results } = made(resultOf(report({ findings: [finding({ location: { file: '/home/gopher/.config/go/env', line: 2 } })] })));
    expect(results[0]?.locations[0].physicalLocation).toEqual({ artifactLocation: { uri: 'delve-gate.yml', uriBaseId: '%SRCROOT%' } });
    expect(results[0]?.message.text).toContain('at: /home/gopher/.config/go/env:2\n');
    expect(results[0]?.message.text).toContain('at no line of the repository: shown at delve-gate.yml');
    expect(results[0]?.partialFingerprints.primaryLocationLineHash).toBe(results[0]?.partialFingerprints['delveGate/v1']);
  });

  it('keeps several results of a rule at one line apart, where the hash of the line would make one alert of them', () => {
    const findings = [
      finding({ location, found: 'GOFLAGS' }),
      finding({ location, found: 'GOENV' }),
      finding({ location: { file: 'a', line: 1 } }),
    ];
    const hashes = made(resultOf(report({ findings }))).results.map(
      ({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash,
    );
    expect(hashes[0]).toBeDefined();
    expect(hashes[1]).not.toBe(hashes[0]);
    expect(hashes[2]).toBeUndefined();
  });

  it('of a gate has legs, what is new, and a category of its own', () => {
    const findings = [
      gateFinding({ change: 'new', location }),
      gateFinding({ cause: 'trimpath', change: 'unchanged' }),
      gateFinding({ cause: 'x' }),
    ];
    const run = made(resultOfGate(gateReport({ findings })));
    expect(run.results.map(({ baselineState }) => baselineState)).toEqual(['new', 'unchanged', undefined]);
    expect(run.results[0]?.message.text).toContain('found: on linux-arm64: GOFLAGS');
    expect(run.automationDetails.id).toBe('delve-gate/gate/');
    expect(run.invocations[0].properties.legs).toContainEqual({ name: 'linux-arm64', pass: 5, fail: 0, skipped: 0, error: 0 });
    const origin = { leg: 'linux-arm64', commit: null, run: null, workspace: '/w' };
    expect(made(resultOf(report({ origin }))).automationDetails.id).toBe('delve-gate/check/linux-arm64/');
    expect(made(resultOf(report())).automationDetails.id).toBe('delve-gate/check/linux-amd64/');
  });

  it('says whether everything could be checked, and what could not; a verdict that is no pass is never without a result', () => {
    expect(made(resultOf(report())).invocations[0]).toMatchObject({ executionSuccessful: true, toolExecutionNotifications: [] });
    const checks = [check({ name: 'dlv', status: 'error', reason: 'no dlv' })];
    const run = made(resultOf(report({ verdict: 'error', checks })));
    expect(run.invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', message: { text: 'linux/amd64 dlv: no dlv' } }],
    });
    expect(run.results.map(({ ruleId, level }) => [ruleId, level])).toEqual([['could-not-check', 'error']]);
  });

  it('has no fixes: what mends a finding is told', () => {
    const { results } = made(resultOf(report({ findings: [finding({ location, fix: ['go env -u GOFLAGS', 'try again'] })] })));
    expect(results[0]).not.toHaveProperty('fixes');
    expect(results[0]?.message.text).toContain('fix: go env -u GOFLAGS\n     try again\n');
  });

  it('makes no link of what somebody wrote', () => {
    const { results } = made(resultOf(report({ findings: [finding({ found: '[click](javascript:x)' })] })));
    expect(results[0]?.message.text).toContain('found: [click] (javascript:x)\n');
  });
});

describe('the limits of GitHub', () => {
  it('let 5000 of 6000 findings be shown, the gravest, and the last one counts the others', () => {
    const level = (at: number) => (at < 100 ? 'error' : at < 5000 ? 'warning' : 'note');
    const findings = Array.from({ length: 6000 }, (_, at) =>
      finding({ level: level(at), location: { file: 'a.yml', line: at + 1 }, found: `at ${at}` }),
    );
    const run = made(resultOf(report({ findings })));
    expect(run.results).toHaveLength(5000);
    expect(run.results.filter((each) => each.level === 'error')).toHaveLength(100);
    expect(run.results.at(-1)).toMatchObject({
      ruleId: 'more-findings',
      level: 'warning',
      message: { text: expect.stringMatching(/^\+1001 more findings/) },
    });
    expect(run.invocations[0].toolExecutionNotifications).toContainEqual({ level: 'warning', message: { text: '+1001 more findings' } });
  });

  it('leave 5000 findings whole', () => {
    const findings = Array.from({ length: 5000 }, (_, at) => finding({ cause: `c-${at % 40}`, location: { file: 'a.yml', line: at + 1 } }));
    const { results, tool } = made(resultOf(report({ findings })));
    expect(results).toHaveLength(5000);
    expect(tool.driver.rules).toHaveLength(40);
    expect(results.some(({ ruleId }) => ruleId === 'more-findings')).toBe(false);
  });

  it('hold however long the texts are, and with a cause each', () => {
    const long = '世界'.repeat(2000);
    const findings = Array.from({ length: 800 }, (_, at) => finding({ cause: `c-${at}`, found: long, expected: long }));
    const run = made(resultOf(report({ findings })));
    const left = findings.length - (run.results.length - 1);
    expect(left).toBeGreaterThan(0);
    expect(run.results.at(-1)?.message.text).toMatch(new RegExp(`^\\+${left} more`));
  });

  it('count the checks that are not told', () => {
    const checks = Array.from({ length: 130 }, (_, at) => check({ name: `smoke/${at}`, status: 'skipped', reason: 'not tried' }));
    const { toolExecutionNotifications: told } = made(resultOf(report({ verdict: 'error', checks }))).invocations[0];
    expect(told).toHaveLength(101);
    expect(told.at(-1)?.message.text).toBe('+30 more checks were not tried, or broke');
  });
});

describe('a hostile value', () => {
  it.each(HOSTILE.map((text) => [text.slice(0, 30), text]))('%j is valid everywhere', (_, text) => {
    made(hostileResult(text));
    made(hostileResult(text, 'check'));
  });

  it('in the name of a file reads back as that name', () => {
    for (const name of ['a b/%20c#d?e.yml', 'grün/日本.yml', 'x:y', 'a&b;c=d+e', '\u0001\u202e', "it's (1)!*.go"]) {
      const { results } = made(resultOf(report({ findings: [finding({ location: { file: name, line: 1 } })] })));
      expect(decodeURIComponent(results[0]?.locations[0].physicalLocation.artifactLocation.uri ?? '')).toBe(name);
    }
  });

  it('cannot take the rule that counts', () => {
    const findings = Array.from({ length: 5001 }, () => finding({ cause: 'more-findings' }));
    expect(made(resultOf(report({ findings }))).tool.driver.rules).toHaveLength(1);
  });
});
