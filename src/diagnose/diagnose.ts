import { ABOUT, fixesFor } from '../causes/about/index.js';
import { CAUSES, pageOf } from '../causes/index.js';
import { rank } from '../model/chain.js';
import { CONFIDENCES, type Confidence, type Diagnosis } from '../model/diagnosis.js';
import { clean, type Line } from './clean.js';
import type { Log, Signature } from './signature.js';
import { SIGNATURES } from './signatures/index.js';

/** What is known of a cause from the text so far. */
interface Suspect {
  cause: string;
  confidence: Confidence;
  lines: Map<number, string>;
  /** Different messages that told of it. */
  signatures: Set<Signature>;
}

const MAX_LINES = 5;
const UNKNOWN = {
  run: 'delve-gate check',
  tells: 'by looking at the machine: nothing in this text is a message that delve-gate knows',
};

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
  for (const { line, signature } of candidates(lines, signatures)) {
    const match = signature.pattern.exec(line.text);
    if (!match) continue;
    for (const each of signature.tells) {
      if (each.if && !each.if(log, match)) continue;
      note(suspects, each.cause, each.confidence, line, signature);
      seen.add(signature);
    }
  }
  const ranked = [...suspects.values()].sort(better);
  return { schema: 'delve-gate/diagnosis/1', causes: ranked.map((each) => shown(each, log.os)), decide: decisions(ranked, seen) };
}

/** The lines that may be a signature's, by a part that each of its messages has. */
function* candidates(lines: readonly Line[], signatures: readonly Signature[]): Generator<{ line: Line; signature: Signature }> {
  const texts = lines.map((line) => line.text.toLowerCase());
  const whole = texts.join('\n');
  const starts: number[] = [];
  let offset = 0;
  for (const text of texts) {
    starts.push(offset);
    offset += text.length + 1;
  }
  for (const [has, sharing] of byLiteral(signatures)) {
    let last = -1;
    for (let at = whole.indexOf(has); at >= 0; at = whole.indexOf(has, (starts[last + 1] ?? whole.length) as number)) {
      last = lineAt(starts, at);
      for (const signature of sharing) yield { line: lines[last] as Line, signature };
      if (last + 1 >= starts.length) break;
    }
  }
}

function byLiteral(signatures: readonly Signature[]): Map<string, Signature[]> {
  const groups = new Map<string, Signature[]>();
  for (const signature of signatures) {
    const group = groups.get(signature.has);
    if (group) group.push(signature);
    else groups.set(signature.has, [signature]);
  }
  return groups;
}

/** The last line that starts at or before an offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function note(suspects: Map<string, Suspect>, cause: string, confidence: Confidence, line: Line, signature: Signature): void {
  const known = suspects.get(cause) ?? { cause, confidence, lines: new Map(), signatures: new Set() };
  if (weight(confidence) < weight(known.confidence)) known.confidence = confidence;
  if (known.lines.size < MAX_LINES) known.lines.set(line.number, line.given);
  known.signatures.add(signature);
  suspects.set(cause, known);
}

function weight(confidence: Confidence): number {
  return CONFIDENCES.indexOf(confidence);
}

/** The surer one first; of two alike the one that more messages tell of, then the earlier link, then the earlier line. */
function better(a: Suspect, b: Suspect): number {
  return (
    weight(a.confidence) - weight(b.confidence) ||
    b.signatures.size - a.signatures.size ||
    rank(causeOf(a).link) - rank(causeOf(b).link) ||
    Math.min(...a.lines.keys()) - Math.min(...b.lines.keys())
  );
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

/** A cause that is certain needs no deciding; else whatever the messages that were seen have to offer. */
function decisions(ranked: readonly Suspect[], seen: ReadonlySet<Signature>): Diagnosis['decide'] {
  if (ranked.length === 0) return [UNKNOWN];
  if (ranked[0]?.confidence === 'certain') return [];
  const all = [...seen].flatMap((signature) => signature.decide ?? []);
  return all.filter((each, at) => all.findIndex((other) => other.run === each.run) === at);
}

function asLog(lines: readonly Line[]): Log {
  const answers = new Map<string, boolean>();
  return {
    lines,
    says: (pattern) => {
      const known = answers.get(String(pattern));
      if (known !== undefined) return known;
      const answer = lines.some((line) => pattern.test(line.text));
      answers.set(String(pattern), answer);
      return answer;
    },
    os: system(lines),
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
