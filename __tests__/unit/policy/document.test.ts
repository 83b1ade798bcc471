import { describe, expect, test } from '@jest/globals';
import { EnvRule } from '../../../src/model/env-rule.js';
import { RULE_PARTS, type RulePart } from '../../../src/model/rule-parts.js';
import { judgeDocument } from '../../../src/policy/document.js';
import { loadPolicy } from '../../../src/policy/load.js';

const WHOLE = { GOENV: '/home/u/.config/go/env', GOROOT: '/usr/local/go', GOVERSION: 'go1.26.4', GOHOSTOS: 'linux' };

function judge(rules: string, document: Record<string, string>) {
  const policy = loadPolicy(`version: 1\nenv:\n${rules}`, 'p.yml', []);
  const { violations, unanswered, judged } = judgeDocument(policy, new Map(Object.entries(document)));
  return {
    judged,
    violations: violations.map(({ variable, part, location }) => `${location?.line}:${location?.column} ${variable}.${part}`),
    unanswered: unanswered.map(({ variable, part, reason }) => `${variable}.${part}: ${reason}`),
  };
}

describe('a document of go env, held against a policy', () => {
  test('every part that does not hold, with its line', () => {
    expect(judge('  GOFLAGS:\n    equals: ""\n    no-spaces: true\n', { ...WHOLE, GOFLAGS: '-trimpath -race' })).toEqual({
      judged: 2,
      violations: ['4:5 GOFLAGS.equals', '5:5 GOFLAGS.no-spaces'],
      unanswered: [],
    });
  });

  test('lists are split as they are where the document was made', () => {
    const rule = '  GOPATH: { single: true, absolute: true }\n';
    expect(judge(rule, { ...WHOLE, GOPATH: '/a:/b' }).violations).toEqual(['3:13 GOPATH.single']);
    expect(judge(rule, { ...WHOLE, GOHOSTOS: 'windows', GOPATH: 'C:\\a' }).violations).toEqual([]);
    expect(judge(rule, { ...WHOLE, GOHOSTOS: 'windows', GOPATH: 'C:\\a;D:\\b' }).violations).toEqual(['3:13 GOPATH.single']);
  });

  test('what only the machine can tell is not judged, and said', () => {
    const { violations, unanswered, judged } = judge('  GOCACHE: { writable: true, absolute: true, not-from: environment }\n', {
      ...WHOLE,
      GOCACHE: '/c',
    });
    expect({ violations, judged }).toEqual({ violations: [], judged: 1 });
    expect(unanswered).toEqual([
      'GOCACHE.writable: a document of go env does not say whether the folder can be written to; delve-gate check does',
      'GOCACHE.not-from: a document of go env does not say where the value comes from; delve-gate check does',
    ]);
  });

  test('a variable that a whole document does not name is empty; that one of a few variables does not name, nobody knows', () => {
    expect(judge('  GOFIPS140: { equals: "off" }\n', WHOLE).violations).toEqual(['3:16 GOFIPS140.equals']);
    expect(judge('  GOFIPS140: { equals: "" }\n', { GOFLAGS: '' })).toEqual({
      judged: 0,
      violations: [],
      unanswered: ['GOFIPS140.equals: the document does not name GOFIPS140'],
    });
  });

  test('credentials are cut, as delve-gate check does', () => {
    const rule = '  GOPROXY: { equals: "https://proxy.example" }\n';
    expect(judge(rule, { GOPROXY: 'https://user:secret@proxy.example' }).violations).toEqual([]);
  });

  test('each part of a rule is either judged or told as unanswered', () => {
    const odd: Partial<Record<RulePart, string>> = { 'one-of': '[x]', 'same-as': 'GOOS' };
    for (const part of RULE_PARTS) {
      const flag = EnvRule.safeParse({ [part]: true }).success;
      const { judged, unanswered } = judge(`  GOFLAGS: { ${part}: ${odd[part] ?? (flag ? 'true' : 'default')} }\n`, WHOLE);
      expect({ part, seen: judged + unanswered.length }).toEqual({ part, seen: 1 });
    }
  });
});
