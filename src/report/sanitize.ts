/**
 * Makes a value that anybody may have written safe to print: control characters, escape sequences, half characters, and the marks that
 * cannot be seen or turn text around (bidirectional controls) show as their code instead of acting. What is left is allowed in XML 1.0.
 * `##[` is parted: GitHub's runner reads a command after it, wherever in a line it stands.
 * @param keepLines whether line ends stay
 */
export function plain(value: string, keepLines = false): string {
  const text = keepLines ? value.replaceAll('\r\n', '\n') : value;
  return text.replaceAll('##[', '# #[').replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu, (character) => {
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

/** A value on one line of at most so many characters, safe to print. */
export function brief(value: string, limit: number): string {
  // Shortened first: a value of a megabyte is not looked at whole.
  return shorten(plain(shorten(value, limit)), limit);
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

/** How logs of Azure Pipelines and of GitHub begin a command or change how a line looks: `##vso[…]` and `##[…]` anywhere, `::…` at the start of a line. */
const COMMAND = /##/g;
const COMMAND_LINE = /^(\s*):(?=:)/gm;

/**
 * JSON for a file that may also be printed into a log or put into a page: what would begin a command, end a script or turn text around is
 * written as an escape, which reads back as it was.
 */
export function json(value: unknown): string {
  return JSON.stringify(value)
    .replace(COMMAND, '#\\u0023')
    .replace(/[<\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff]/gu, (character) => [...units(character)].join(''));
}

function* units(character: string): Generator<string> {
  for (let at = 0; at < character.length; at++) yield `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
}

/** Text in XML, in an element or in quotes. @param keepLines whether line ends stay; within quotes a reader takes them for spaces */
export function xml(value: string, keepLines = false): string {
  return plain(value, keepLines)
    .replace(/[&<>"]/g, entity)
    .replace(COMMAND, '#&#35;')
    .replace(COMMAND_LINE, '$1&#58;');
}
