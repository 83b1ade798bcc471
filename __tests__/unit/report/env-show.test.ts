import { describe, expect, test } from '@jest/globals';
import { type Show, showText } from '../../../src/report/env-show.js';
import { HOSTILE } from './hostile.js';

const SHOW: Show = {
  schema: 'delve-gate/env-show/1',
  error: null,
  of: 46,
  variables: [
    { variable: 'GOFLAGS', value: '-mod=mod', usual: '', origin: { source: 'environment', written: '-mod=mod' }, findings: [] },
    {
      variable: 'GOMODCACHE',
      value: '/x/pkg/mod',
      usual: '/home/me/go/pkg/mod',
      origin: { source: 'default', by: [{ variable: 'GOPATH' }] },
      findings: [],
    },
    {
      variable: 'GOSUMDB',
      value: 'off',
      usual: 'sum.example',
      origin: { source: 'go-env-w', place: { file: '/home/me/.config/go/env', line: 2 }, written: 'off' },
      findings: [
        { cause: 'go-env-policy', level: 'note' },
        { cause: 'checksum-database-off', level: 'error' },
      ],
    },
  ],
  needless: ['GOTOOLCHAIN'],
};
const PLAIN = { colour: false, width: 100 };

describe('env show', () => {
  test('shows each variable that differs, who set it, what it is by default, and what is found of it', () => {
    expect(showText(SHOW, PLAIN)).toBe(`3 of 46 variables of Go are not as by default
    GOFLAGS     -mod=mod
                process environment · by default (empty)
    GOMODCACHE  /x/pkg/mod
                decided by GOPATH · by default /home/me/go/pkg/mod
  ✗ GOSUMDB     off
                GOENV file, /home/me/.config/go/env:2 · by default sum.example
                · go-env-policy
                ✗ checksum-database-off

Set to what they are anyway: GOTOOLCHAIN
`);
  });

  test('of an environment as it comes says so', () => {
    expect(showText({ ...SHOW, variables: [], needless: [] }, PLAIN)).toBe('All 46 variables of Go are as they are by default\n');
  });

  test('where go env fails shows what was set, and no default that is not known', () => {
    const [first] = SHOW.variables;
    const text = showText({ ...SHOW, error: 'go: no GOROOT', variables: first ? [{ ...first, usual: null }] : [], needless: [] }, PLAIN);
    expect(text).toBe(`go env fails, so these are the values that were set: go: no GOROOT

1 variables are set
    GOFLAGS  -mod=mod
             process environment
`);
  });

  test.each(HOSTILE.map((text) => [text.slice(0, 30), text]))('%j stays text, within 100 columns', (_, text) => {
    const origin = { source: 'go-env-w' as const, place: { file: text, line: 1 }, written: text };
    const row = { variable: 'GOFLAGS', value: text, usual: text, origin, findings: [{ cause: text, level: 'error' as const }] };
    const made = showText({ ...SHOW, error: text, variables: [row], needless: [text] }, PLAIN);
    expect(made.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(made).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}](?<!\n)|##\[|^\s*::[a-z]/mu);
  });
});
