import { describe, expect, test } from '@jest/globals';
import { ABOUT, fixesFor } from '../../../src/causes/about/index.js';
import { CAUSE_IDS } from '../../../src/causes/index.js';

const TOLD = Object.entries(ABOUT);

describe('what is told of the causes', () => {
  test('it is told of every cause, and of nothing else', () => {
    expect(Object.keys(ABOUT).sort()).toEqual([...CAUSE_IDS].sort());
  });

  test.each(TOLD)('%s: has a meaning, a look, a fix and what it is taken for', (id, about) => {
    expect(about.meaning.length).toBeGreaterThan(80);
    expect(about.meaning.length).toBeLessThan(800);
    expect(about.look).not.toBe('');
    expect(Object.values(about.fix).flat()).not.toEqual([]);
    expect(about.confused).not.toEqual([]);
    for (const { with: other } of about.confused) {
      expect(CAUSE_IDS).toContain(other);
      expect(other).not.toBe(id);
    }
    expect(new Set(about.confused.map((each) => each.with)).size).toBe(about.confused.length);
  });

  test.each(TOLD)('%s: closes its code, and names no machine of ours', (_, about) => {
    const advice = Object.values(about.fix)
      .flat()
      .filter((line) => line.startsWith('# '));
    for (const text of [about.meaning, about.look, about.from ?? '', ...about.confused.map(({ decides }) => decides), ...advice])
      expect((text.match(/`/g) ?? []).length % 2).toBe(0);
    expect(JSON.stringify(about)).not.toMatch(/(?<![\w.-])\/(?:work|tmp)\b|(?:proxy|sum)\.golang/);
  });

  test('no advice that is known to be wrong', () => {
    const lines = TOLD.flatMap(([, about]) => Object.values(about.fix).flat()).filter((line) => !line.startsWith('# '));
    for (const line of lines)
      expect(line).not.toMatch(
        /go uninstall|go env -p\b|dlv --env|GOSUMDB=off|GOPROXY=direct|linkmode external|resolved|go get .*cmd\/dlv@|--check-go-version/,
      );
  });
});

describe('the commands for a system', () => {
  const fix = { any: ['a'], linux: ['l', 'u'], darwin: ['d', 'u'], windows: ['w'] };

  test.each([
    ['linux', ['a', 'l', 'u']],
    ['darwin', ['a', 'd', 'u']],
    ['windows', ['a', 'w']],
    [undefined, ['a', 'l', 'u', 'd', 'w']],
  ] as const)('%s', (os, expected) => {
    expect(fixesFor(fix, os)).toEqual(expected);
  });

  test('a system without commands of its own has those for all', () => {
    expect(fixesFor({ any: ['a'] }, 'windows')).toEqual(['a']);
    expect(fixesFor({ linux: ['l'] }, 'windows')).toEqual([]);
  });
});
