import { describe, expect, test } from '@jest/globals';
import { html, lines } from '../../../../src/report/html/markup.js';
import { HOSTILE } from '../sample.js';

describe('a template of HTML', () => {
  test('takes what is put in as text, in elements and in attributes', () => {
    const value = `<b>&"'\``;
    expect(html`<p title="${value}">${value}</p>`.text).toBe(
      '<p title="&#60;b&#62;&#38;&#34;&#39;&#96;">&#60;b&#62;&#38;&#34;&#39;&#96;</p>',
    );
    expect(html`${HOSTILE}`.text).not.toMatch(/[<>"'`\u001b\u202e\n\r]/);
  });

  test('takes markup as it is, lists piece by piece, and nothing for what is not there', () => {
    const items = ['a', '<b>'].map((each) => html`<li>${each}</li>`);
    expect(html`<ul>${items}</ul>${false}${undefined}${0}${''}`.text).toBe('<ul><li>a</li><li>&#60;b&#62;</li></ul>0');
  });

  test('keeps the ends of lines where they count', () => {
    expect(lines('a\r\nb\u001b<').text).toBe('a\nb\\u{1b}&#60;');
    expect(html`${'a\nb'}`.text).toBe('a\\u{a}b');
  });
});
