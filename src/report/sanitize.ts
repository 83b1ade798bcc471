/**
 * Makes a value that anybody may have written safe to print: control characters, escape sequences, and the marks that turn
 * text around (bidirectional controls) show as their code instead of acting.
 * @param keepLines whether line ends stay
 */
export function plain(value: string, keepLines = false): string {
  return value.replace(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, (character) => {
    if (character === '\n' && keepLines) return '\n';
    if (character === '\t') return ' ';
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

/** Shortens a text, saying that it did. */
export function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, Math.max(0, limit - 1))}…`;
}

/** Text in Markdown and HTML that stays text: no tags, no emphasis, no links, no mentions, no table cells. */
export function markdown(value: string): string {
  return plain(value)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]()#+!|~@:$-]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A block of code that its content cannot end: as HTML, so that no fence is needed. */
export function codeBlock(value: string): string {
  const text = plain(value, true).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return `<pre><code>${text.replace(/\n/g, '&#10;').replace(/[`*_[\]\\|~$@]/g, (character) => `&#${character.charCodeAt(0)};`)}</code></pre>`;
}
