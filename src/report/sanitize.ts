/**
 * Makes a value that anybody may have written safe to print: control characters, escape sequences, half characters, and the marks that
 * cannot be seen or turn text around (bidirectional controls) show as their code instead of acting. `##[` is parted: GitHub's runner reads
 * a command after it, wherever in a line it stands.
 * @param keepLines whether line ends stay
 */
export function plain(value: string, keepLines = false): string {
  const text = keepLines ? value.replaceAll('\r\n', '\n') : value;
  return text.replaceAll('##[', '# #[').replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    if (character === '\n' && keepLines) return '\n';
    if (character === '\t') return ' ';
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

/** Shortens a text, saying that it did; never in the middle of a character. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, Math.max(0, limit - 1)).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Text in the middle of Markdown that stays text: no tags, no emphasis, no links, no formulas, no table cells, nobody mentioned. */
export function markdown(value: string): string {
  return plain(value).replace(/^[-+=]|[&<>\\`*_[\]|~:$]|(?<=www)\.|(?<!\w)[@#](?=\w)/gi, (character) =>
    /[@#]/.test(character) ? `${entity(character)}${UNSEEN}` : entity(character),
  );
}

/** GitHub looks for @names and #numbers after it has read the entities; this parts them, and nobody sees it. */
const UNSEEN = '&#8203;';

/** A block of code that its content cannot end: as HTML, so that no fence is needed. Markdown reads nothing before `</pre>`. */
export function codeBlock(value: string): string {
  return `<pre><code>${plain(value, true).replace(/[&<>]/g, entity)}</code></pre>`;
}

const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function entity(character: string): string {
  return NAMED[character] ?? `&#${character.charCodeAt(0)};`;
}
