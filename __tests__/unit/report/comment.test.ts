import { describe, expect, it } from '@jest/globals';
import { commentOf, suggestionOf } from '../../../src/report/comment.js';
import { gateFinding, gateReport, leg } from './gate-sample.js';
import { HOSTILE } from './sample.js';

const AT = { mark: '<!-- m -->', url: 'https://github.com/o/r/actions/runs/7', head: 'a'.repeat(40) };
const FINDING = { title: 'The program is stripped', cause: 'debug-info-stripped', page: 'https://example.org/x.md' };

describe('a comment', () => {
  it('is one line when every leg passed and nothing is to be done', () => {
    expect(commentOf(gateReport({ findings: [gateFinding({ level: 'note' })] }), AT)).toBe(
      '<!-- m -->\n✅ delve-gate: pass: all 2 legs passed for aaaaaaaaaaaa (<a href="https://github.com/o/r/actions/runs/7">the run</a>)\n',
    );
  });

  it.each([
    ['a warning', gateReport({ findings: [gateFinding({ level: 'warning' })] })],
    ['an error', gateReport({ findings: [gateFinding()] })],
    ['a leg that could not be checked', gateReport({ verdict: 'error', legs: [leg({ verdict: 'error', checks: [] })] })],
  ])('tells all of %s', (_what, report) => {
    expect(commentOf(report, AT)).toMatch(/^<!-- m -->\n## delve-gate: [\s\S]*\nWhat was judged, and the whole report: <a href=/);
  });

  it('links only where an address can lead', () => {
    expect(commentOf(gateReport(), { ...AT, url: 'https://x/"><img src=x>' })).toContain('<a href="https://x/imgsrcx">');
  });

  it('has at most 65,536 characters, with a matrix of every leg that GitHub runs', () => {
    const legs = Array.from({ length: 256 }, (_, at) =>
      leg({ name: `${HOSTILE}${at}`, targets: 'linux/amd64 linux/arm64', verdict: 'error', reason: HOSTILE.repeat(5), go: HOSTILE }),
    );
    const text = commentOf(gateReport({ verdict: 'error', legs, findings: [gateFinding()] }), AT);
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text).toMatch(/\n\+\d+ more rows in the report file\.\n/);
    expect(text).toMatch(/\n\+\d+ more legs in the report file\.\n/);
    expect(text).toContain('### ❌ debug-info-stripped');
  });

  it('tells a finding without what was seen, where that is too long', () => {
    const evidence = Array.from({ length: 60 }, () => ({ what: 'go build', value: 'x'.repeat(2000) }));
    const text = commentOf(gateReport({ findings: [gateFinding({ evidence }), gateFinding({ cause: 'trimpath' })] }), AT);
    expect(text).toContain('### ❌ debug-info-stripped');
    expect(text).toContain('### ❌ trimpath');
    expect(text).not.toContain('What was seen');
  });
});

describe('a suggestion', () => {
  it.each([
    ['  GOFLAGS: -v', '```'],
    ['a ``` b', '````'],
    ['``````', '```````'],
  ])('of the line %j is fenced by %s', (line, fence) => {
    expect(suggestionOf(FINDING, line, '<!-- m -->')).toBe(
      `<!-- m -->\nThe program is stripped (debug-info-stripped)\n\n${fence}suggestion\n${line}\n${fence}\n\nhttps://example.org/x.md\n`,
    );
  });

  it.each(['a\nb', 'a\r', 'a\u202eb', 'a\u0000', 'a\u2028b', '##[error]'])('of %j is none', (line) => {
    expect(suggestionOf(FINDING, line, '<!-- m -->')).toBeUndefined();
  });

  it('keeps its tabs', () => {
    expect(suggestionOf(FINDING, '\tgo 1.26.0', '<!-- m -->')).toContain('\n\tgo 1.26.0\n');
  });
});
