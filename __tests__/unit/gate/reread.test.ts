import { describe, expect, it } from '@jest/globals';
import { reread } from '../../../src/gate/reread.js';
import { gateFinding, gateReport, leg } from '../report/gate-sample.js';

const report = (more: Parameters<typeof gateReport>[0] = {}) => JSON.parse(JSON.stringify(gateReport(more)));

describe("another run's report of a gate", () => {
  it('is taken as it is, but for what we say of causes', () => {
    const findings = [
      gateFinding({
        title: 'Click here',
        page: 'https://evil.example',
        consequences: ['trimpath', '"]\n```'],
        legs: ['linux-arm64', 'no such leg'],
      }),
      gateFinding({
        cause: 'leg-missing',
        link: 'gate',
        title: 'All is well',
        page: 'javascript:x',
        edit: { file: 'x', line: 1, was: 'a', becomes: 'b' },
      }),
      gateFinding({ cause: 'constructor', link: 'gate', page: 'javascript:x' }),
    ];
    const read = reread(report({ findings }));
    const docs = 'https://github.com/delve-gate/delve-gate/blob/main/docs';
    expect(read).toMatchObject({
      report: {
        verdict: 'fail',
        findings: [
          {
            title: 'The program carries no debug information',
            page: `${docs}/causes/debug-info-stripped.md`,
            consequences: ['trimpath'],
            legs: ['linux-arm64'],
          },
          { title: 'A leg did not report', page: `${docs}/gate.md#leg-missing`, consequences: [] },
          { page: `${docs}/gate.md#what-the-gate-itself-can-say` },
        ],
      },
    });
    expect(JSON.stringify(read)).not.toMatch(/evil|javascript|"edit"/);
  });

  it('changes lines as our causes do', () => {
    const edit = { file: 'ci.yml', line: 1, was: '  GOFLAGS: -ldflags=-s', becomes: '  GOFLAGS: -exec=evil' };
    expect(reread(report({ findings: [gateFinding({ edit })] }))).toMatchObject({
      report: { findings: [{ edit: { ...edit, becomes: '  GOFLAGS: ""' } }] },
    });
  });

  it('is shortened to what can be read', () => {
    const long = 'x'.repeat(100_000);
    const read = reread(report({ findings: [gateFinding({ found: long, fix: Array.from({ length: 9000 }, () => long.slice(0, 9)) })] }));
    expect(JSON.stringify(read).length).toBeLessThan(50_000);
  });

  it.each<[string, unknown, string]>([
    [
      'says more than its legs',
      report({ verdict: 'pass', legs: [leg({ verdict: 'error' })] }),
      'it says pass, its legs and findings say error',
    ],
    ['says more than its findings', report({ verdict: 'pass', findings: [gateFinding()] }), 'it says pass, its legs and findings say fail'],
    ['lacks what a report has', { ...report(), legs: undefined }, 'it is no report of a gate ("legs": '],
    [
      'has more legs than GitHub runs',
      report({ legs: Array.from({ length: 257 }, () => leg()) }),
      'it has more legs or targets than a plan can have (256 legs)',
    ],
    [
      'has more targets than there are',
      report({ legs: [leg({ name: 'x', targets: 'a/b '.repeat(9999), checks: [] })] }),
      'it has more legs or targets',
    ],
    [
      'has more values than can be looked at',
      { ...report(), more: Array.from({ length: 1_000_001 }, () => 0) },
      'it has more than 1000000 values',
    ],
  ])('that %s is not taken', (_what, value, why) => {
    expect(reread(value)).toEqual({ wrong: expect.stringContaining(why) });
  });

  it.each([[null], [7], [[]], [{ schema: 'delve-gate/report/1' }]])('%j is none', (value) => {
    expect(reread(value)).toBeUndefined();
  });
});
