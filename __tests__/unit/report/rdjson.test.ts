import { describe, expect, it } from '@jest/globals';
import { parse } from 'marked';
import * as z from 'zod';
import { rdjson } from '../../../src/report/rdjson.js';
import { type Result, resultOf, resultOfGate } from '../../../src/report/result.js';
import { gateFinding, gateReport } from './gate-sample.js';
import { HOSTILE, hostileResult } from './hostile.js';
import { finding, report } from './sample.js';

/** Reviewdog's messages, as its proto/rdf/reviewdog.proto describes them; its own reader is asked in the real tests. */
const Severity = z.enum(['ERROR', 'WARNING', 'INFO']);
const Position = z.strictObject({ line: z.int32().positive(), column: z.int32().positive().optional() });
const Diagnostic = z.strictObject({
  message: z.string().min(1),
  location: z.strictObject({ path: z.string().min(1), range: z.strictObject({ start: Position, end: Position.optional() }).optional() }),
  severity: Severity,
  code: z.strictObject({ value: z.string(), url: z.url({ protocol: /^https$/ }) }),
});
const Diagnostics = z.strictObject({
  source: z.strictObject({ name: z.literal('delve-gate'), url: z.url() }),
  severity: Severity,
  diagnostics: z.array(Diagnostic),
});

const made = (result: Result) => Diagnostics.parse(JSON.parse(rdjson(result)));

describe('rdjson', () => {
  it('tells a finding at its lines', () => {
    const location = { file: 'ci.yml', line: 7, column: 5, endLine: 8, endColumn: 3 };
    expect(made(resultOf(report({ findings: [finding({ location })] })))).toEqual({
      source: { name: 'delve-gate', url: 'https://github.com/delve-gate/delve-gate' },
      severity: 'ERROR',
      diagnostics: [
        {
          message:
            'The program carries no debug information\n\n```text\nfound: GOFLAGS holds -ldflags=-s\nexpected: a program with DWARF\nfix: remove GOFLAGS\nmore: https://example.org/causes/x.md\n```',
          location: { path: 'ci.yml', range: { start: { line: 7 }, end: { line: 8 } } },
          severity: 'ERROR',
          code: { value: 'debug-info-stripped', url: 'https://example.org/causes/x.md' },
        },
      ],
    });
  });

  it('has no range for what is at no line, and a word for each level', () => {
    const findings = [gateFinding(), gateFinding({ cause: 'a', level: 'warning' }), gateFinding({ cause: 'b', level: 'note' })];
    const { diagnostics } = made(resultOfGate(gateReport({ findings })));
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['ERROR', 'WARNING', 'INFO']);
    expect(diagnostics[0]?.location).toEqual({ path: 'delve-gate.yml' });
  });

  it('of a pass is empty, and of nothing else', () => {
    expect(made(resultOf(report()))).toMatchObject({ severity: 'INFO', diagnostics: [] });
    expect(made(resultOf(report({ verdict: 'error', checks: [] })))).toMatchObject({
      severity: 'ERROR',
      diagnostics: [{ severity: 'ERROR' }],
    });
  });

  it.each(HOSTILE.map((text) => [text.slice(0, 30), text]))('of %j is a comment in which nothing acts', async (_, text) => {
    for (const { message, code } of made(hostileResult(text)).diagnostics) {
      const html = await parse(`**[delve-gate]** <[${code.value}](${code.url})> <sub>x</sub><br>${message}`);
      const outside = html.replace(/<pre>[\s\S]*?<\/pre>/g, '');
      expect(outside.replace(/ href="https:\/\/github\.com\/delve-gate[^"]*"/, '')).not.toMatch(
        /<(img|script|a [^>]*href)|javascript:|https?:|@/i,
      );
      expect(html.match(/<pre>/g)).toHaveLength(1);
    }
  });
});
