import { ABOUT, fixesFor } from '../causes/about/index.js';
import { CAUSES, FALLBACKS, pageOf } from '../causes/index.js';
import { rank } from '../model/chain.js';
import { CONFIDENCES, type Confidence, type Diagnosis } from '../model/diagnosis.js';
import { clean, type Line } from './clean.js';
import { Literals } from './literals.js';
import type { Log, Signature } from './signature.js';
import { SIGNATURES } from './signatures/index.js';

/** What is known of a cause from the text so far. */
interface Suspect {
  cause: string;
  confidence: Confidence;
  lines: Map<number, string>;
  /** The first line that told of it. */
  first: number;
  /** Different messages that told of it. */
  signatures: Set<Signature>;
  /** Its place among the causes of the message that told of it, at best. */
  place: number;
}

const MAX_LINES = 5;
const MAX_DECISIONS = 6;
const UNKNOWN = {
  run: 'delve-gate check',
  tells: 'by looking at the machine: nothing in this text is a message that delve-gate knows',
};

/** Causes of which a text only says that something failed: anything that says why stands before them. */
const WITHOUT_WHY = new Set([...FALLBACKS, 'dlv-does-not-start', 'program-crashes-at-start', 'breakpoint-not-hit']);

/**
 * Says what a pasted log means.
 * @param text as it was copied: with control codes, timestamps, prefixes
 * @param signatures other than all, to measure what some of them are worth
 */
export function diagnose(text: string, signatures: readonly Signature[] = SIGNATURES): Diagnosis {
  const lines = clean(text);
  const log = asLog(lines);
  const suspects = new Map<string, Suspect>();
  const seen = new Set<Signature>();
  candidates(lines, signatures, (line, signature, index) => {
    const match = signature.pattern.exec(line.text);
    if (!match) return;
    signature.tells.forEach((each, place) => {
      if (each.if && !each.if(log, match, index)) return;
      note(suspects, each.cause, each.confidence, line, signature, place);
      seen.add(signature);
    });
  });
  const ranked = order([...suspects.values()]);
  return { schema: 'delve-gate/diagnosis/1', causes: ranked.map((each) => shown(each, log.os)), decide: decisions(ranked, seen) };
}

/** A signature's literals, made once for each list of signatures. */
const known = new WeakMap<readonly Signature[], { literals: Literals; sharing: Signature[][] }>();

function indexed(signatures: readonly Signature[]) {
  const before = known.get(signatures);
  if (before) return before;
  const groups = new Map<string, Signature[]>();
  for (const signature of signatures) {
    for (const word of [signature.has].flat()) groups.set(word, [...(groups.get(word) ?? []), signature]);
  }
  const made = { literals: new Literals([...groups.keys()]), sharing: [...groups.values()] };
  known.set(signatures, made);
  return made;
}

/** The lines that may be a signature's, by a part that each of its messages has: each once, from the first line to the last. */
function candidates(
  lines: readonly Line[],
  signatures: readonly Signature[],
  tried: (line: Line, signature: Signature, index: number) => void,
): void {
  const { literals, sharing } = indexed(signatures);
  const last = new Int32Array(sharing.length).fill(-1);
  lines.forEach((line, index) => {
    literals.find(line.text, (word) => {
      if (last[word] === index) return;
      last[word] = index;
      for (const signature of sharing[word] as Signature[]) tried(line, signature, index);
    });
  });
}

function note(
  suspects: Map<string, Suspect>,
  cause: string,
  confidence: Confidence,
  line: Line,
  signature: Signature,
  place: number,
): void {
  let suspect = suspects.get(cause);
  if (!suspect) {
    suspect = { cause, confidence, lines: new Map(), first: line.number, signatures: new Set(), place };
    suspects.set(cause, suspect);
  }
  // The lines that make it surest are shown first.
  if (weight(confidence) < weight(suspect.confidence)) {
    suspect.confidence = confidence;
    suspect.place = place;
    suspect.lines = new Map([[line.number, line.given], ...suspect.lines].slice(0, MAX_LINES) as [number, string][]);
  } else if (suspect.lines.size < MAX_LINES) suspect.lines.set(line.number, line.given);
  suspect.signatures.add(signature);
}

function weight(confidence: Confidence): number {
  return CONFIDENCES.indexOf(confidence);
}

/**
 * The surer one first. Of two alike: what says why before what says that, what breaks the other before its consequence,
 * then the one that more messages tell of, then the one that is the likelier meaning of its message, then the earlier line.
 */
function order(suspects: readonly Suspect[]): Suspect[] {
  const keys = new Map(
    suspects.map((each) => [
      each,
      [
        weight(each.confidence),
        Number(WITHOUT_WHY.has(each.cause)),
        Number(suspects.some((other) => explains(other, each))),
        -each.signatures.size,
        each.place,
        each.first,
      ],
    ]),
  );
  return [...suspects].sort((a, b) => compare(keys.get(a) as number[], keys.get(b) as number[]));
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) {
    const difference = value - (b[at] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether one, told by another line, breaks the link of the other: then that is its consequence. */
function explains(earlier: Suspect, later: Suspect): boolean {
  if (earlier === later || earlier.confidence === 'possible' || weight(earlier.confidence) > weight(later.confidence)) return false;
  if ([...earlier.signatures].some((each) => later.signatures.has(each))) return false;
  const { link, breaks, level } = causeOf(earlier);
  const other = causeOf(later).link;
  return level === 'error' && rank(link) < rank(other) && (typeof breaks === 'boolean' ? breaks : breaks.includes(other));
}

function causeOf({ cause }: Suspect) {
  const found = CAUSES.find((each) => each.id === cause);
  if (!found) throw new Error(`a signature names ${cause}, which is no cause`);
  return found;
}

function shown(suspect: Suspect, os: Log['os']): Diagnosis['causes'][number] {
  const { id, link, title, aliases = [] } = causeOf(suspect);
  return {
    cause: id,
    aliases: [...aliases],
    link,
    title,
    confidence: suspect.confidence,
    lines: [...suspect.lines].sort(([a], [b]) => a - b).map(([line, text]) => ({ line, text })),
    fix: fixesFor(ABOUT[id]?.fix ?? {}, os),
    page: pageOf(id),
  };
}

/** A cause that is certain needs no deciding; else what the messages that were seen have to offer, those of the first cause first. */
function decisions(ranked: readonly Suspect[], seen: ReadonlySet<Signature>): Diagnosis['decide'] {
  const [first] = ranked;
  if (!first) return [UNKNOWN];
  if (first.confidence === 'certain') return [];
  const all = [...first.signatures, ...seen].flatMap((signature) => signature.decide ?? []);
  const once = all.filter((each, at) => all.findIndex((other) => other.run === each.run) === at).slice(0, MAX_DECISIONS);
  return once.length === 0 && first.confidence === 'possible' ? [UNDECIDED] : once;
}

const UNDECIDED = { run: 'delve-gate check', tells: 'by looking at the machine, whether it is one of these' };

function asLog(lines: readonly Line[]): Log {
  const answers = new Map<string, boolean>();
  let whole: string | undefined;
  let os: { is: Log['os'] } | undefined;
  return {
    lines,
    says: (pattern) => {
      const name = String(pattern);
      let answer = answers.get(name);
      if (answer === undefined) {
        whole ??= lines.map((line) => line.text).join('\n');
        answer = pattern.test(whole);
        answers.set(name, answer);
      }
      return answer;
    },
    get os() {
      os ??= { is: system(lines) };
      return os.is;
    },
  };
}

const SYSTEMS: readonly [NonNullable<Log['os']>, RegExp][] = [
  ['windows', /\b[A-Za-z]:\\|\\Users\\|\.exe\b|\bwindows\/(?:amd64|386|arm64)\b|windows-latest/i],
  ['darwin', /\/Users\/|\bdarwin\/|\bmacos\b|xcode|\/opt\/homebrew|\/usr\/local\/Cellar|debugserver/i],
  ['linux', /\/home\/|\blinux\/|\/root\/|\/proc\/|ubuntu|debian|alpine/i],
];

function system(lines: readonly Line[]): Log['os'] {
  return SYSTEMS.find(([, words]) => lines.some((line) => words.test(line.given)))?.[0];
}
