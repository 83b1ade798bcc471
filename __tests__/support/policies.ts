import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc, { type Arbitrary } from 'fast-check';
import { dump } from 'js-yaml';
import { CAUSE_IDS } from '../../src/causes/index.js';
import { GO_VARIABLES } from '../../src/model/go-variables.js';
import { CATASTROPHIC } from './broken-yaml.js';
import { type Schema, valuesOf } from './schema-values.js';
import { ROOT } from './world.js';

const VARIABLES = fc.constantFrom(...GO_VARIABLES, 'HOME', 'PATH', 'TMPDIR', '*');
const IDS = fc.oneof(
  fc.constantFrom(...CAUSE_IDS),
  VARIABLES.map((name) => `env.${name}`),
);
const WORDS = fc.oneof(
  fc.constantFrom(
    '',
    'off',
    'auto',
    '-trimpath',
    '-mod=mod',
    '${HOME}/go',
    '/usr/local/go',
    'C:\\go',
    'https://proxy.example,direct',
    'linux',
    '*',
    'release/**',
  ),
  fc.constantFrom(
    'yes',
    'null',
    '1.26',
    '0x1f',
    '=',
    '~',
    '#',
    '- a',
    'a: b',
    "it's",
    '"',
    'é\u{1f600}',
    '<<',
    '&a',
    '*a',
    '!x',
    '%',
    '@',
    '`',
    ' a ',
    'a\nb',
    '\ttab',
  ),
  fc.string({ maxLength: 12 }),
);

/** What the schema does not say of texts: what they must be for a policy to be accepted. */
const TEXTS = {
  '*': WORDS,
  'env.key': VARIABLES,
  'levels.key': IDS,
  cause: fc.constantFrom(...CAUSE_IDS),
  rule: VARIABLES.map((name) => `env.${name}`),
  matches: fc.oneof(
    fc.constantFrom('^https://', '-race', '^(on|off)$', '^go1\\.[0-9]+', '(?i)off', '${HOME}', '[[:alpha:]]+'),
    fc.constantFrom(...CATASTROPHIC),
  ),
  'not-matches': fc.constantFrom('-trimpath', '^$', '\\s', ...CATASTROPHIC),
  'same-as': fc.oneof(VARIABLES, fc.constantFrom('go version', 'go.mod')),
  expires: fc.constantFrom('2027-03-31', '2024-02-29', '1999-12-31'),
  go: fc.constantFrom('>=1.24', '1.26.x', '<1.27 || >=1.30'),
};

/** Policies that the published schema describes, as data. Few of them waive a cause and a rule at once, or speak of what is not there. */
export function policyData(): Arbitrary<unknown> {
  return valuesOf(JSON.parse(readFileSync(join(ROOT, 'schemas', 'policy.schema.json'), 'utf8')) as Schema, TEXTS);
}

const STYLES: ((data: unknown) => string)[] = [
  (data) => dump(data),
  (data) => dump(data, { flowLevel: 0 }),
  (data) => dump(data, { flowLevel: 2, quoteStyle: 'double' }),
  (data) => dump(data, { forceQuotes: true, indent: 4, lineWidth: 20 }),
  (data) => dump(data, { noRefs: true, seqNoIndent: true, lineWidth: -1 }),
  (data) => dump(data, { flowLevel: 1, flowBracketPadding: true, quoteFlowKeys: true }),
  (data) => JSON.stringify(data),
  (data) => JSON.stringify(data, null, 2),
  (data) => dump(shared(data)),
  (data) => `# a comment\n---\n${dump(data)}...\n`,
];

/** Policies as YAML, in one style or another. */
export function policyTexts(): Arbitrary<string> {
  return fc.tuple(policyData(), fc.constantFrom(...STYLES)).map(([data, style]) => style(data));
}

/** Policies with one text that is a great deal longer than it should be. */
export function longTexts(): Arbitrary<string> {
  const what = fc.constantFrom(
    '1||',
    '>=1 ',
    ' ',
    '*',
    '**/',
    '*a',
    '?',
    '${HOME}',
    '$${',
    '(',
    '(a|',
    '[a-',
    'x{9}',
    '\\',
    '/',
    '-',
    '.',
    ',',
    '\u{1f600}',
    '\ud800',
    'env.GOFLAGS.',
  );
  return fc
    .tuple(policyData(), what, fc.integer({ min: 1, max: 100_000 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }))
    .map(([data, text, times, at]) => JSON.stringify(withText(data, text.repeat(times), at)));
}

function withText(data: unknown, text: string, at: number): unknown {
  let count = 0;
  JSON.stringify(data, (_, value) => {
    if (typeof value === 'string') count++;
    return value;
  });
  let left = Math.floor(at * count);
  return JSON.parse(JSON.stringify(data, (_, value) => (typeof value === 'string' && left-- === 0 ? text : value)));
}

/** The same data, where what is equal is one object: written with anchors. */
function shared(data: unknown): unknown {
  const seen = new Map<string, unknown>();
  const share = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const key = JSON.stringify(value);
    const made =
      seen.get(key) ??
      (Array.isArray(value) ? value.map(share) : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, share(each)])));
    seen.set(key, made);
    return made;
  };
  return share(data);
}

/** Texts of any characters, halves of them too. */
export function anyText(maxLength: number): Arbitrary<string> {
  return fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength }).map((units) => String.fromCharCode(...units));
}

/** What a variable may hold when somebody wishes ill. */
export function hostileValues(): Arbitrary<string> {
  const long = fc.tuple(
    fc.constantFrom(
      'a',
      'x',
      'ab',
      '=',
      'a ',
      ':',
      ';',
      ',',
      '"',
      "'",
      '\'" ',
      '/',
      '\\',
      '--',
      '://',
      'a@',
      '${',
      '$${',
      '\u0301',
      '${HOME}',
    ),
    fc.integer({ min: 1, max: 20_000 }),
  );
  return fc.oneof(
    { weight: 20, arbitrary: WORDS },
    { weight: 5, arbitrary: anyText(40) },
    { weight: 1, arbitrary: long.map(([what, times]) => `${what.repeat(times)}!`) },
  );
}
