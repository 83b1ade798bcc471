/** What a part of a pattern may be: the shortest text first, then one for each other choice that it holds. */
type Texts = readonly [string, ...string[]];

const NONE: Texts = [''];
const LETTERS: Record<string, string> = { d: '1', w: 'x', s: ' ', S: 'x', D: 'x', W: ' ', n: '\n', t: '\t', b: '', B: '' };

/**
 * Texts that a pattern may match: each choice within it (an alternative, a part that may be left out) is taken in one of them.
 * What looks around is left out: it takes no text.
 */
export function samples(source: string): Texts {
  let at = 0;
  const alternatives = (): Texts => {
    const all: string[] = [...sequence()];
    while (source[at] === '|') {
      at++;
      all.push(...sequence());
    }
    return all as unknown as Texts;
  };
  const sequence = (): Texts => {
    let texts = NONE;
    while (at < source.length && source[at] !== '|' && source[at] !== ')') texts = joined(texts, repeated(atom()));
    return texts;
  };
  const atom = (): Texts => {
    const letter = source[at++] as string;
    if (letter === '(') return group();
    if (letter === '[') return letterOf();
    if (letter === '\\') return [escaped(source[at++] as string)];
    if (letter === '^' || letter === '$') return NONE;
    return [letter === '.' ? 'x' : letter];
  };
  const group = (): Texts => {
    const around = /^\?<?[=!]/.exec(source.slice(at))?.[0];
    at += around?.length ?? /^(?:\?:|\?<\w+>)?/.exec(source.slice(at))?.[0].length ?? 0;
    const inner = alternatives();
    at++;
    return around ? NONE : inner;
  };
  const letterOf = (): Texts => {
    const inner = /^(\^?)((?:\\.|[^\]\\])*)\]/.exec(source.slice(at)) as RegExpExecArray;
    at += inner[0].length;
    if (inner[1]) return ['x'];
    const first = inner[2] as string;
    return [first.startsWith('\\') ? escaped(first[1] as string) : (first[0] as string)];
  };
  const repeated = (texts: Texts): Texts => {
    const [times, least] = /^(?:[?*]|\+|\{(\d+)(?:,\d*)?\})\??/.exec(source.slice(at)) ?? ['1', '1'];
    if (times === '1') return texts;
    at += times.length;
    const [shortest, ...others] = texts;
    const count = times.startsWith('+') ? 1 : Number(least ?? 0);
    return count === 0 ? ['', shortest, ...others] : [shortest.repeat(count), ...others];
  };
  return alternatives();
}

function escaped(letter: string): string {
  return LETTERS[letter] ?? (/\d/.test(letter) ? 'x' : letter);
}

/** One after the other: only one of the two departs from what is shortest. */
function joined([first, ...others]: Texts, [next, ...more]: Texts): Texts {
  return [first + next, ...others.map((each) => each + next), ...more.map((each) => first + each)];
}
