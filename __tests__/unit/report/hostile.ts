import type { Result } from '../../../src/report/result.js';
import { finding } from './sample.js';

/** What a pull request may put where text is expected: each would act somewhere. */
export const HOSTILE = [
  '</script><script>alert(1)</script><!--',
  ']]></failure><testcase name="mine"/>&amp;&lt;"\'',
  '##vso[task.complete result=Succeeded;]done',
  '###vso[task.setvariable variable=PATH]/mine',
  '##[error]red',
  '\n::error file=main.go::pwned\r\n::stop-commands::x',
  '::add-mask::a',
  '\u0000\u0007\u001b[2J\u009b31m\u007f',
  '\ud800 half \udc00',
  '\u202edlrow\u2066\u200b\ufeff\u2028\u2029',
  '\ufffe\uffff',
  'a b%20c#d?e&f=g;h]i:j,日本é.go',
  'a%0Ab%AZP25%0D;result=Succeeded]',
  '```\n@octocat #1 [x](javascript:alert(1)) ![i](https://evil.example/i.png)\n````',
  '{0} {{1}} ${{ secrets.X }}',
  '__proto__',
  '',
  'x'.repeat(1 << 20),
];

/** A result with a text in every place where one can be. */
export function hostileResult(text: string, kind: Result['kind'] = 'gate'): Result {
  const base = finding({
    cause: text,
    title: text,
    found: text,
    expected: text,
    fix: [text, text],
    evidence: [{ what: text, value: text }],
    path: [{ question: text, answer: text }],
    consequences: [text],
    page: text,
  });
  const more = kind === 'gate' ? { legs: [text], apart: [{ what: text, here: [text], elsewhere: [text] }] } : { legs: [], apart: [] };
  const common = { target: text, reason: text, ms: 1, subject: text, ...(kind === 'gate' ? { leg: text } : {}) };
  return {
    kind,
    name: text,
    verdict: 'fail',
    findings: [
      { ...base, ...more, target: text, location: { file: text, line: 3, column: 2, endLine: 2, endColumn: 1 } },
      { ...base, ...more, level: 'warning', location: { file: `/home/${text}`, line: 3 } },
      { ...base, ...more, level: 'note' },
      { ...base, ...more, link: 'gate' },
    ],
    checks: (['pass', 'fail', 'skipped', 'error'] as const).map((status) => ({ name: text, status, ...common })),
    legs: kind === 'gate' ? 1 : 0,
    version: '0.1.0',
    commit: text,
    at: text,
    anchor: 'go.mod',
    ms: 1e300,
  };
}

/** What of a printed text a log, a terminal or a page would obey, by the line; empty when nothing would. */
export function acting(text: string, ours: RegExp = /^$/): string[] {
  return text
    .split('\n')
    .filter(
      (line) =>
        /[^\P{Cc}]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/u.test(line) ||
        /^\s*::|##\[|##vso\[|<script|<\/script/i.test(line.replace(ours, '')),
    )
    .map((line) => line.slice(0, 200));
}
