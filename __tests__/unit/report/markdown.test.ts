import { describe, expect, it } from '@jest/globals';
import { toMarkdown } from '../../../src/report/markdown.js';
import { check, finding, HOSTILE, report } from './sample.js';

describe('the job summary', () => {
  it('shows a pass: verdict, versions, checks with what they saw, the chain', () => {
    const text = toMarkdown(report());
    expect(text).toMatch(/^## delve-gate: ✅ pass: a person can debug here\n/);
    expect(text).toContain('\nlinux/amd64 · Go 1.26.8 · Delve 1.27.2 · policy delve-gate.yml\n');
    expect(text).toContain('\n| smoke/exec ./cmd/app | ✅ pass | 90 ms | stopped in main.greet, line 6; 1 variable read |\n');
    expect(text).toMatch(/```mermaid\n%%.*%%\nflowchart LR\n/);
    expect(text).not.toContain('###');
  });

  it('shows each finding with its place and its fix', () => {
    const one = finding({
      location: { file: '.github/workflows/ci.yml', line: 7 },
      consequences: ['no-locals'],
      evidence: [{ what: 'GOFLAGS', value: '-ldflags=-s' }],
    });
    const text = toMarkdown(report({ findings: [one] }));
    expect(text).toMatch(/^## delve-gate: ❌ fail/);
    expect(text).toContain('\n### ❌ debug-info-stripped\n');
    expect(text).toContain('\n- **at:** .github/workflows/ci.yml&#58;7\n');
    expect(text).toContain('\n- **breaks:** no-locals\n');
    expect(text).toContain('<pre><code>remove GOFLAGS</code></pre>');
    expect(text).toContain('<pre><code>GOFLAGS: -ldflags=-s</code></pre>');
    expect(text).toContain('**build ✗**');
  });

  it('keeps hostile values as text: no tag, no cell, no line of theirs', () => {
    const one = finding({
      title: HOSTILE,
      found: HOSTILE,
      expected: HOSTILE,
      fix: [HOSTILE],
      evidence: [{ what: HOSTILE, value: HOSTILE }],
    });
    const text = toMarkdown(
      report({
        policy: { file: HOSTILE, sha256: null, base: null },
        checks: [check({ name: 'smoke/exec', subject: HOSTILE, status: 'fail', reason: HOSTILE })],
        findings: [one],
      }),
    );
    const tags = [...text.replace(/```mermaid[\s\S]*?```/, '').matchAll(/<\/?([a-z]+)/g)].map((match) => match[1]);
    expect(new Set(tags)).toEqual(new Set(['pre', 'code', 'details', 'summary']));
    const outside = text.replace(/<pre>[\s\S]*?<\/pre>/g, '').replace(/```mermaid[\s\S]*?```/, '');
    expect(outside).not.toMatch(/^\s*::/m);
    expect(outside).not.toMatch(/[`@[\]\u001b\u202e]/);
    for (const row of outside.split('\n').filter((line) => line.startsWith('|'))) expect(row.split('|').length - 1).toBe(5);
  });

  it('stays below the megabyte that GitHub takes, and says what it left out', () => {
    const findings = Array.from({ length: 1000 }, () => finding({ evidence: [{ what: 'go build', value: 'é&'.repeat(1000) }] }));
    const text = toMarkdown(report({ findings }));
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    const left = Number(/\+(\d+) more findings in the report file\.\n$/.exec(text)?.[1]);
    expect(text.split('### ❌').length - 1 + left).toBe(1000);
  });

  it('keeps what one finding holds within bounds', () => {
    const huge = 'x'.repeat(2_000_000);
    const one = finding({ found: huge, expected: huge, fix: [huge], title: huge, evidence: [{ what: huge, value: huge }] });
    const text = toMarkdown(report({ findings: [one], checks: [check({ name: 'smoke/exec', subject: huge })] }));
    expect(Buffer.byteLength(text)).toBeLessThan(100_000);
    expect(text).toContain('### ❌ debug-info-stripped');
  });
});
