import { describe, expect, it } from '@jest/globals';
import { brief, codeBlock, json, markdown, plain, shorten, xml } from '../../../src/report/sanitize.js';

describe('plain text', () => {
  it.each([
    ['an escape sequence', '\u001b[31mred\u001b[0m', '\\u{1b}[31mred\\u{1b}[0m'],
    ['an escape sequence of eight bits', '\u009b31m', '\\u{9b}31m'],
    ['a line end', 'a\nb\r\nc', 'a\\u{a}b\\u{d}\\u{a}c'],
    ['a tab', 'a\tb', 'a b'],
    ['a bidirectional override', 'a\u202eb\u2066c\u061cd', 'a\\u{202e}b\\u{2066}c\\u{61c}d'],
    ['what nobody can see', 'a\u200bb\u00adc\ufeffd\u{e0041}', 'a\\u{200b}b\\u{ad}c\\u{feff}d\\u{e0041}'],
    ['the line ends of Unicode', 'a\u2028b\u2029c\u0085d', 'a\\u{2028}b\\u{2029}c\\u{85}d'],
    ['half a character', 'a\ud83db', 'a\\u{d83d}b'],
    ['letters of any script', 'Grüße, 世界, שלום, 🐹', 'Grüße, 世界, שלום, 🐹'],
  ])('shows %s', (_, value, expected) => {
    expect(plain(value)).toBe(expected);
  });

  it('keeps line ends where they are asked for, those of Windows too', () => {
    expect(plain('a\nb\r\nc\rd', true)).toBe('a\nb\nc\\u{d}d');
  });
});

describe('shortening', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['a🐹b', 3, 'a…'],
    ['abc', 0, '…'],
    ['', 0, ''],
  ])('%j to %d', (text, limit, expected) => {
    expect(shorten(text, limit)).toBe(expected);
  });
});

describe('text in Markdown', () => {
  it.each([
    ['a cell cannot end', 'a|b', 'a&#124;b'],
    ['no code', '`x`', '&#96;x&#96;'],
    ['no tag', '</code><img src=x>', '&lt;/code&gt;&lt;img src=x&gt;'],
    ['no entity', '&lt;img&gt;', '&amp;lt;img&amp;gt;'],
    ['no emphasis', '**a** _b_ ~~c~~', '&#42;&#42;a&#42;&#42; &#95;b&#95; &#126;&#126;c&#126;&#126;'],
    ['no link', '[x](https://e.example)', '&#91;x&#93;(https&#58;//e.example)'],
    ['no link without a scheme', 'www.e.example WWW.e.example', 'www&#46;e.example WWW&#46;e.example'],
    ['no picture', '![x](y)', '!&#91;x&#93;(y)'],
    ['no formula', '$a$', '&#36;a&#36;'],
    ['no emoji', ':boom:', '&#58;boom&#58;'],
    ['nobody is mentioned', '@octocat, (@octocat', '&#64;&#8203;octocat, (&#64;&#8203;octocat'],
    ['no issue is mentioned', 'see #12', 'see &#35;&#8203;12'],
    ['no list at the start', '- a - b', '&#45; a - b'],
    ['no backslash escapes', 'C:\\*', 'C&#58;&#92;&#42;'],
    ['no line end', 'a\n# b', 'a&#92;u{a}# b'],
    [
      'what is harmless stays readable',
      'go install -gcflags="all=-N -l" x/dlv@v1.27.2 (100%)',
      'go install -gcflags="all=-N -l" x/dlv@v1.27.2 (100%)',
    ],
  ])('%s', (_, value, expected) => {
    expect(markdown(value)).toBe(expected);
  });
});

describe('a block of code', () => {
  it('cannot be ended by its content', () => {
    const block = codeBlock('a\n```\n</code></pre><script>\n\n# b');
    expect(block).toBe('<pre><code>a\n```\n&lt;/code&gt;&lt;/pre&gt;&lt;script&gt;\n\n# b</code></pre>');
  });
});

describe('JSON that may be printed or embedded', () => {
  const value = { '</script>': ['##vso[x]###[y]', '\u202e\u2028\u{e0041}', '\u007f\u0085', '\ud800', 'a\n::error::b', '\\##', '<!--'] };

  it('reads back as it was', () => expect(JSON.parse(json(value))).toEqual(value));

  it('holds nothing that acts', () => expect(json(value)).not.toMatch(/<|##|\n|[^\P{Cc}]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u));
});

describe('text in XML', () => {
  it.each([
    ['marks', `<a href="x">&'</a>`, "&lt;a href=&#34;x&#34;&gt;&amp;'&lt;/a&gt;"],
    ['the end of a section', ']]>', ']]&gt;'],
    ['characters that XML forbids', 'a\u0000b\ufffec\ud800', 'a\\u{0}b\\u{fffe}c\\u{d800}'],
    ['commands', '##vso[x] ###[y', '#&#35;vso[x] #&#35; #[y'],
    ['commands at the start of a line', '::error::x', '&#58;:error::x'],
  ])('escapes %s', (_, value, expected) => expect(xml(value)).toBe(expected));

  it('keeps lines where they are asked for', () => {
    expect(xml('a\n  ::b::c', true)).toBe('a\n  &#58;:b::c');
    expect(xml('a\nb')).toBe('a\\u{a}b');
  });
});

it('a value in brief is safe and no longer than it may be, however much its marks take', () => {
  expect(brief('\u0000'.repeat(9), 20)).toBe('\\u{0}\\u{0}\\u{0}\\u{0…');
  expect(brief('abc', 3)).toBe('abc');
});
