import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { codeQuality } from '../../../src/report/code-quality.js';
import { type Result, resultOf, resultOfGate } from '../../../src/report/result.js';
import { gateFinding, gateReport } from './gate-sample.js';
import { HOSTILE, hostileResult } from './hostile.js';
import { finding, report } from './sample.js';

/** Written from GitLab's description of the format, for no registry has a schema of it. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
const SCHEMA = {
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    additionalProperties: false,
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        additionalProperties: false,
        properties: {
          path: { type: 'string', pattern: '^(?!\\.?/|\\.\\.(/|$)).+' },
          lines: {
            type: 'object',
            required: ['begin'],
            additionalProperties: false,
            properties: { begin: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
};
const validate = new Ajv({ allErrors: true }).compile(SCHEMA);

function made(result: Result) {
  const text = codeQuality(result);
  const entries = JSON.parse(text);
  validate(entries);
  expect(validate.errors).toBeNull();
  // GitLab reads no byte order mark.
  expect(text).toMatch(/^\[/);
  return entries;
}

describe("GitLab's code quality report", () => {
  it('has an entry for each finding, at its line', () => {
    expect(made(resultOf(report({ findings: [finding({ location: { file: 'a b/ci.yml', line: 7 }, fix: ['one', 'two'] })] })))).toEqual([
      {
        description:
          'The program carries no debug information. found: GOFLAGS holds -ldflags=-s · expected: a program with DWARF · fix: one · two · more: https://example.org/causes/x.md',
        check_name: 'debug-info-stripped',
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
        severity: 'critical',
        location: { path: 'a b/ci.yml', lines: { begin: 7 } },
      },
    ]);
  });

  it('maps levels, and puts what is at no line at the first of the policy', () => {
    const findings = [gateFinding(), gateFinding({ level: 'warning', cause: 'a' }), gateFinding({ level: 'note', cause: 'b' })];
    const entries = made(resultOfGate(gateReport({ findings })));
    expect(entries.map(({ severity }: { severity: string }) => severity)).toEqual(['critical', 'major', 'info']);
    expect(entries[0].location).toEqual({ path: 'delve-gate.yml', lines: { begin: 1 } });
    expect(entries[0].description).toMatch(/ · at no line of the repository: shown at delve-gate\.yml$/);
  });

  it('is an empty list of a pass, and never of anything else', () => {
    expect(codeQuality(resultOf(report()))).toBe('[]\n');
    expect(made(resultOf(report({ verdict: 'error', checks: [] })))).toHaveLength(1);
  });

  it('gives each entry a fingerprint of its own', () => {
    const entries = made(resultOf(report({ findings: Array.from({ length: 300 }, () => finding()) })));
    expect(new Set(entries.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(300);
  });

  it.each(HOSTILE.map((text) => [text.slice(0, 30), text]))('of %j is valid', (_, text) => {
    expect(made(hostileResult(text))).toHaveLength(4);
  });
});
