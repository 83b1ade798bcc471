import fc, { type Arbitrary } from 'fast-check';

/** Changes a text; the numbers between 0 and 1 choose where. */
type Break = (text: string, at: number, other: number) => string;

const spot = (text: string, at: number) => Math.floor(at * (text.length + 1));
const insert =
  (what: string): Break =>
  (text, at) =>
    text.slice(0, spot(text, at)) + what + text.slice(spot(text, at));

function lines(change: (lines: string[], at: number, other: number) => string[]): Break {
  return (text, at, other) => {
    const all = text.split('\n');
    return change(all, Math.floor(at * all.length), Math.floor(other * all.length)).join('\n');
  };
}

/** Puts something where a value of the text stands. */
const value = (what: string): Break =>
  lines((all, at) => all.map((line, index) => (index === at ? line.replace(/: .*|- .*/, (found) => `${found[0]} ${what}`) : line)));

/** A line of its own, as deep as the one there. */
const line = (what: string): Break =>
  lines((all, at) => all.toSpliced(at, 0, ...what.split('\n').map((each) => (/^ */.exec(all[at] ?? '')?.[0] ?? '') + each)));

/** Bytes, decoded as a file is. */
function bytes(change: (bytes: Buffer, at: number, other: number) => void): Break {
  return (text, at, other) => {
    const all = Buffer.from(text);
    if (all.length > 0) change(all, Math.floor(at * all.length), Math.floor(other * 256));
    return all.toString('utf8');
  };
}

export const CATASTROPHIC = [
  '^(a+)+$',
  '(a|a)*b',
  '(a|aa)+$',
  '(.*a){20}',
  '(x+x+)+y',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '(a?){40}a{40}',
  'a.{900}b$',
];

export const BREAKS: Record<string, Break> = {
  'a bit is flipped': bytes((all, at, other) => {
    all[at] = (all[at] as number) ^ (1 << (other & 7));
  }),
  'a byte is another': bytes((all, at, other) => {
    all[at] = other;
  }),
  'the file ends early': (text, at) => text.slice(0, spot(text, at)),
  'a piece is lost': (text, at, other) => text.slice(0, spot(text, Math.min(at, other))) + text.slice(spot(text, Math.max(at, other))),
  'a line is lost': lines((all, at) => all.toSpliced(at, 1)),
  'a line is there twice': lines((all, at) => all.toSpliced(at, 0, all[at] ?? '')),
  'a line is elsewhere': lines((all, at, other) => all.toSpliced(at, 1).toSpliced(other, 0, all[at] ?? '')),
  'a line is deeper': lines((all, at) => all.with(at % all.length, ` ${all[at]}`)),
  'a line is less deep': lines((all, at) => all.with(at % all.length, (all[at] ?? '').replace(/^ {1,2}/, ''))),
  'a tab': insert('\t'),
  'tabs for spaces': (text) => text.replaceAll('  ', '\t'),
  'a byte order mark': (text) => `\ufeff${text}`,
  'a byte order mark inside': insert('\ufeff'),
  'Windows line ends': (text) => text.replaceAll('\n', '\r\n'),
  'line ends of an old Mac': (text) => text.replaceAll('\n', '\r'),
  'one line end of an old Mac': insert('\r'),
  'line ends of Unicode': insert('\u2028\u0085'),
  NUL: insert('\0'),
  'an escape': insert('\u001b[31m'),
  'half a character': insert('\ud800'),
  'the other half': insert('\udc00'),
  'a character beyond the BMP': insert('\u{1f600}'),
  'another document': line('---'),
  'the end of the document': line('...'),
  'a directive': (text) => `%YAML 9.9\n---\n${text}`,
  'a key that objects have': line('__proto__: { version: 1 }'),
  'another of those': line('constructor: { prototype: { x: 1 } }'),
  'a key that is no text': line('? [a, b]\n: c'),
  'an empty key': line(': x'),
  'a key of nothing': line('~: x'),
  'a merge key': line('<<: { version: 1 }'),
  'a merge key of an alias': line('<<: *a'),
  'a duplicate version': line('version: 1'),
  'an unknown key': line('unknown: 1'),
  'a list instead': value('[1, { a: b }]'),
  'a map instead': value('{ a: [b] }'),
  'nothing instead': value('~'),
  'a number instead': value('1e400'),
  'a huge number': value('9'.repeat(400)),
  'no number': value('.nan'),
  'a version that is none': value('2'),
  'hexadecimal digits': value('0xFFFFFFFFFFFFFFFF'),
  'a truth': value('true'),
  'a date': value('2001-12-14t21:59:43.10-05:00'),
  'a program': value('!!js/function "function () { return process.exit() }"'),
  'a pattern of JavaScript': value('!!js/regexp /(a+)+$/'),
  'binary data': value('!!binary R0lGODlhDAAMAIQAAP'),
  'a tag of nobody': value('!<tag:nobody,2000:x> y'),
  'a set': value('!!set { a, b }'),
  'an anchor': value('&a x'),
  'an alias': value('*a'),
  'an alias of itself': value('&a [*a]'),
  'a block': value('|\n  x\n   y'),
  'a folded block': value('>-9\n  x'),
  'a quote that does not end': value('"x'),
  'escapes of all kinds': value('"\\0\\x1b\\ud800\\U0010ffff\\U00110000"'),
  'a placeholder of nobody': value('"${NOBODY}"'),
  'placeholders in each other': value('"${${HOME}}$${X}${"'),
  ...Object.fromEntries(CATASTROPHIC.map((pattern) => [`the pattern ${pattern}`, value(JSON.stringify(pattern))])),
};

/** Texts that have one to three things changed. */
export function broken(texts: Arbitrary<string>): Arbitrary<string> {
  const changes = fc.array(fc.tuple(fc.constantFrom(...Object.keys(BREAKS)), unit(), unit()), { minLength: 1, maxLength: 3 });
  return fc
    .tuple(texts, changes)
    .map(([text, all]) => all.reduce((made, [name, at, other]) => (BREAKS[name] as Break)(made, at, other), text));
}

function unit(): Arbitrary<number> {
  return fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
}

/** What is large, deep or refers to itself a great many times. */
export function heavy(): Arbitrary<string> {
  const count = fc.integer({ min: 1, max: 10_000 });
  const start = fc.constantFrom(
    '',
    'version: 1\n',
    'version: 1\nenv:\n',
    'version: 1\nenv:\n  GOFLAGS:\n',
    'version: 1\nenv:\n  GOFLAGS:\n    not: ',
  );
  const weight = fc.oneof(
    fc
      .tuple(fc.constantFrom('[', '{a: ', '- ', '? ', '{? ', '&a [', '!!map {a: ', '"', "'", '[,', '{,', '|\n', '*a ', '<<: '), count)
      .map(repeated),
    count.map((deep) => Array.from({ length: Math.min(deep, 1000) }, (_, at) => `${' '.repeat(at)}a:`).join('\n')),
    count.map((many) => Array.from({ length: many }, (_, at) => `k${at}: ${at}`).join('\n')),
    count.map((many) => `[${Array.from({ length: many }, (_, at) => `{ equals: "${at}", bad: 1 }`).join(', ')}]`),
    fc
      .tuple(fc.constantFrom('(?i)x', 'x{400}', '(?i)[a-z]{30}', '[[:alpha:]]{900}', '(a|b)*a(a|b){60}', '\\pL+', '^(a+)+$'), count)
      .map(patterns),
    fc.tuple(fc.constantFrom('contains', 'not-contains', 'not', 'one-of', 'under', 'not-under'), count).map(lists),
    fc.tuple(fc.integer({ min: 1, max: 39 }), fc.integer({ min: 1, max: 6000 }), fc.integer({ min: 1, max: 20_000 })).map(longKeys),
    fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom('version', 'env', 'targets')).map(bomb),
    fc.integer({ min: 1, max: 60 }).map(mergeBomb),
    fc.integer({ min: 1, max: 1 << 20 }).map((length) => `"${'x'.repeat(length)}"`),
    fc.integer({ min: 1, max: 1 << 20 }).map((length) => `  ${'GO'.repeat(length / 2)}: x`),
    fc.integer({ min: 1, max: 1 << 18 }).map((length) => `|\n${'  x\n'.repeat(length)}`),
    fc.integer({ min: 1, max: 1 << 18 }).map((length) => '\n# x'.repeat(length)),
    fc
      .tuple(
        fc.constantFrom('\\', '"\\u', '\\x41', "''", ' #', ': ', '\t', '\r', '\u0301', '&a ', '!t ', '---\n', '%TAG ! x\n'),
        fc.integer({ min: 1, max: 200_000 }),
      )
      .map(repeated),
  );
  return fc.tuple(start, weight).map((parts) => parts.join(''));
}

const repeated = ([what, times]: [string, number]) => what.repeat(times);

function patterns([pattern, many]: [string, number]): string {
  return Array.from({ length: many }, (_, at) => `  GOX${at}: { matches: ${JSON.stringify(`${pattern}|${at}`)} }`).join('\n');
}

function lists([part, many]: [string, number]): string {
  return `version: 1\nenv: { GOFLAGS: { ${part}: [${Array.from({ length: many }, (_, at) => `/x${at}`).join(', ')}] } }`;
}

function longKeys([deep, long, leaves]: [number, number, number]): string {
  return `${`{${'k'.repeat(long)}: `.repeat(deep)}[${'x,'.repeat(leaves)}]${'}'.repeat(deep)}`;
}

function bomb([deep, wide, key]: [number, number, string]): string {
  const level = (at: number) =>
    `k${at}: &a${at} [${
      at > 0
        ? Array(wide)
            .fill(`*a${at - 1}`)
            .join(', ')
        : 'x'
    }]`;
  return `${Array.from({ length: deep }, (_, at) => level(at)).join('\n')}\n${key}: *a${deep - 1}`;
}

function mergeBomb(deep: number): string {
  return Array.from({ length: deep }, (_, at) => `k${at}: &a${at} { ${at > 0 ? `<<: [*a${at - 1}, *a${at - 1}], ` : ''}x${at}: 1 }`).join(
    '\n',
  );
}
