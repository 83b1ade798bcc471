/** How much a regular expression can cost, told from its text alone. */
export interface PatternCost {
  /** The steps of its program, about; what repeats counts as often as it does. */
  size: number;
  /** The same for JavaScript's engine (flag u); absent when that would read it otherwise, or could take more than a power of the text's length. */
  javascript?: JavaScriptCost;
}

/** At one place of a text of n characters it tries `ways * (n + 1) ** loops` ways at most. */
export interface JavaScriptCost extends Tries {
  source: string;
  /** It can match at the start of a text alone. */
  anchored: boolean;
}

interface Tries {
  ways: number;
  loops: number;
}

interface Part {
  size: number;
  tries: Tries | undefined;
  kind: 'one' | 'anchor' | 'other';
}

const ONE: Tries = { ways: 1, loops: 0 };
const MAX_DEPTH = 200;

/** What JavaScript reads as RE2 does: characters, escapes, classes. */
const CHARACTER = /[A-Za-z0-9 _,:;/@=~%!#&'"<>`-]/y;
const ESCAPE = /\\[dwDW^$\\.*+?()[\]{}|/]/y;
const CLASS = /\[\^?(?:[A-Za-z0-9 _.,:;/@+=~%!#&'"<>]|\\[dw.\\\][^-]|(?<=[\w.\]])-(?=[\w\]]))+\]/y;
const ANCHOR = /[\^$]/y;
const REPEAT = /[*+?]/y;
/** What only RE2 is to read, as long as it is. */
const QUOTED = /\\Q[\s\S]*?(?:\\E|$)/y;
const OTHER = /\\(?:[pP]\{[^}]*\}|x\{[^}]*\}|[\s\S])|\[\^?\]?(?:\\[\s\S]|\[:\^?\w+:\]|[^\]\\])*\]|[\s\S]/uy;
const FLAGS = /\(\?[a-zA-Z-]*\)/y;
const GROUP = /\((?:\?:)?/y;
const OTHER_GROUP = /\(\?(?:[a-zA-Z-]*:|P?<\w*>)/y;
const COUNTED = /\{(\d{1,6})(?:,(\d{0,6}))?\}/y;

/** Measures a pattern, also what is none: an engine will say so. */
export function costOf(source: string): PatternCost {
  let at = 0;
  let javascript = '';
  let choices = 0;
  const whole = alternatives(0);
  // A parenthesis too many.
  if (at < source.length || !whole.tries) return { size: whole.size + source.length - at };
  return { size: whole.size, javascript: { ...whole.tries, source: javascript, anchored: choices === 0 && source.startsWith('^') } };

  /** Moves on over what stands here. */
  function take(what: RegExp, instead?: string): RegExpExecArray | null {
    what.lastIndex = at;
    const found = what.exec(source);
    if (!found) return null;
    at += found[0].length;
    javascript += instead ?? found[0];
    return found;
  }

  function alternatives(depth: number): Part {
    let all = sequence(depth);
    while (take(/\|/y)) {
      if (depth === 0) choices++;
      const next = sequence(depth);
      all = { size: all.size + next.size + 1, tries: either(all.tries, next.tries), kind: 'other' };
    }
    return all;
  }

  function sequence(depth: number): Part {
    const all: Part = { size: 0, tries: ONE, kind: 'other' };
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const part = repeated(atom(depth));
      all.size += part.size;
      all.tries = both(all.tries, part.tries);
    }
    return all;
  }

  function atom(depth: number): Part {
    if (take(FLAGS)) return { size: 1, tries: undefined, kind: 'other' };
    const own = take(OTHER_GROUP);
    if (own || take(GROUP)) return group(depth, own !== null);
    // JavaScript's dot leaves out more than line feeds.
    if (take(/\./y, '[^\\n]') || take(CHARACTER) || take(ESCAPE) || take(CLASS)) return { size: 1, tries: ONE, kind: 'one' };
    if (take(ANCHOR)) return { size: 1, tries: ONE, kind: 'anchor' };
    const text = take(QUOTED) ?? take(OTHER);
    return { size: text?.[0].startsWith('\\Q') ? text[0].length : 2, tries: undefined, kind: 'other' };
  }

  function group(depth: number, foreign: boolean): Part {
    if (depth >= MAX_DEPTH) {
      const left = source.length - at;
      at = source.length;
      return { size: left, tries: undefined, kind: 'other' };
    }
    const inner = alternatives(depth + 1);
    const closed = take(/\)/y) !== null;
    return { size: inner.size + 2, tries: closed && !foreign ? inner.tries : undefined, kind: 'other' };
  }

  function repeated(part: Part): Part {
    let all = part;
    for (let times = 0; ; times++) {
      const sign = take(REPEAT)?.[0];
      const counted = sign ? null : take(COUNTED);
      if (!sign && !counted) return all;
      const count = counted ? Math.max(1, Number(counted[1]), Number(counted[2] ?? 0)) : 1;
      // `a*?`, `a{2}` and a loop around a group are left to RE2.
      const tries = times > 0 || !sign || part.kind === 'anchor' ? undefined : loop(part, sign);
      all = { size: all.size * count + 1, tries, kind: 'other' };
    }
  }
}

function loop({ tries, kind }: Part, sign: string): Tries | undefined {
  if (sign === '?') return either(tries, ONE);
  return kind === 'one' ? { ways: 1, loops: 1 } : undefined;
}

function both(a: Tries | undefined, b: Tries | undefined): Tries | undefined {
  return a && b && { ways: a.ways * b.ways, loops: a.loops + b.loops };
}

function either(a: Tries | undefined, b: Tries | undefined): Tries | undefined {
  return a && b && { ways: a.ways + b.ways, loops: Math.max(a.loops, b.loops) };
}
