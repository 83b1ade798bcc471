import { plain } from '../sanitize.js';

/** HTML that is safe as it stands: only `html` and what is made by it. */
export class Markup {
  constructor(readonly text: string) {}
}

type Piece = Markup | string | number | false | undefined | readonly Piece[];

/**
 * A template of HTML. What is put in is text, in elements and in quoted attributes alike: control characters and marks that cannot be seen
 * show as their code, nothing of it is markup. Markup of ours goes in as it is, a list piece by piece, `false` and `undefined` not at all.
 */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Markup {
  return new Markup(strings.map((text, at) => text + (at < pieces.length ? shown(pieces[at]) : '')).join(''));
}

/** The same for text whose line ends count, as in `<pre>`. */
export function lines(text: string): Markup {
  return new Markup(escaped(plain(text, true)));
}

function shown(piece: Piece): string {
  if (piece === false || piece === undefined) return '';
  if (piece instanceof Markup) return piece.text;
  return typeof piece === 'object' ? piece.map(shown).join('') : escaped(plain(String(piece)));
}

function escaped(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
