import Range from 'semver/classes/range.js';
import type SemVer from 'semver/classes/semver.js';
import { compareGo, formatGo, type GoVersion, parseGoVersion } from './go-version.js';

/**
 * Releases of Go that a declaration can give, as versions in Go's writing: from the first on, and below the second.
 * null is no bound: `stable` has none, since what it gives depends on the day.
 */
export interface GoRange {
  from: string | null;
  below: string | null;
}

/** What moves with the releases of Go. */
export const ANY_GO: GoRange = { from: null, below: null };

/** One version, or all of a minor version when no patch level is named: `1.26.8`, `1.26`, `go1.27rc1`. Since Go 1.21 the first is `1.21.0`. */
export function rangeOfVersion(text: string): GoRange | undefined {
  const version = parseGoVersion(text);
  if (!version) return undefined;
  const { major, minor, patch, pre } = version;
  if (!/^(?:go)?\d+\.\d+\.\d/.test(text.trim()) && pre === '') return { from: `${major}.${minor}`, below: `${major}.${minor + 1}` };
  const next =
    pre === '' ? `${major}.${minor}.${patch + 1}` : `${major}.${minor}${pre.replace(/\d+$/, (number) => `${Number(number) + 1}`)}`;
  return { from: formatGo(version), below: next };
}

/**
 * A specification in the rules of semver, as setup-go reads it: `1.26` is all of 1.26, `^1.20` is the newest 1.x, `>=1.25 <1.27`.
 * Alternatives (`1.24 || 1.26`) are taken for what lies between them, too.
 * https://github.com/actions/setup-go#supported-version-syntax
 */
export function rangeOfSpec(spec: string): GoRange | undefined {
  const text = spec.trim();
  if (/^(stable|oldstable|latest|\*|x)$/.test(text)) return ANY_GO;
  const exact = /^(?:go)?\d+\.\d+(?:\.\d+)?(?:(?:rc|beta)\d+)?$/.test(text) ? rangeOfVersion(text) : undefined;
  if (exact) return exact;
  try {
    const sets = new Range(text, { loose: true }).set.map((all) => bounds(all));
    return {
      from: sets.some(({ from }) => from === null) ? null : extreme(sets, 'from', -1),
      below: sets.some(({ below }) => below === null) ? null : extreme(sets, 'below', 1),
    };
  } catch {
    return undefined;
  }
}

function bounds(comparators: Range['set'][number]): GoRange {
  let [from, below]: [string | null, string | null] = [null, null];
  for (const { operator, semver } of comparators) {
    // `*` compares with nothing.
    if (semver.version === undefined) continue;
    const version = inGo(semver);
    const after = rangeOfVersion(version)?.below ?? null;
    if (operator === '>' || operator === '>=' || operator === '') from = larger(from, operator === '>' ? after : version, 1);
    if (operator === '<' || operator === '<=' || operator === '') below = larger(below, operator === '<' ? version : after, -1);
  }
  return { from, below };
}

/** `1.26.0-0`, which semver puts below all of 1.26, is the language to Go; `1.26.0-rc.1` is 1.26rc1. */
function inGo({ major, minor, patch, prerelease }: SemVer): string {
  const [name, number] = prerelease;
  if (typeof name === 'string') return `${major}.${minor}${name}${number ?? ''}`;
  return prerelease.length > 0 ? `${major}.${minor}` : `${major}.${minor}.${patch}`;
}

function larger(a: string | null, b: string | null, sign: 1 | -1): string | null {
  if (a === null || b === null) return a ?? b;
  return compare(a, b) * sign >= 0 ? a : b;
}

function extreme(all: readonly GoRange[], side: keyof GoRange, sign: 1 | -1): string | null {
  return all.map((each) => each[side]).reduce((a, b) => larger(a, b, sign), null);
}

function compare(a: string, b: string): number {
  const [x, y] = [parseGoVersion(a), parseGoVersion(b)];
  return x && y ? compareGo(x, y) : 0;
}

/** Whether a range holds a version: `go1.26.8`. A version that no table can place is in none. */
export function holds({ from, below }: GoRange, version: string): boolean {
  if (!parseGoVersion(version)) return false;
  return (from === null || compare(version, from) >= 0) && (below === null || compare(version, below) < 0);
}

/** Whether all of a range is older than a version. */
export function isBelow({ below }: GoRange, version: string): boolean {
  const last = below === null ? undefined : parseGoVersion(below);
  const need = parseGoVersion(version);
  return Boolean(last && need && compareGo(last, need) <= 0);
}

/** Whether no minor version of Go is in both. */
export function neverMeet(a: GoRange, b: GoRange): boolean {
  const [first, second] = [minors(a), minors(b)];
  return first.high < second.low || second.high < first.low;
}

/** Whether it follows the releases of Go: it spans more than one minor version. */
export function moves(range: GoRange): boolean {
  const { low, high } = minors(range);
  return low !== high;
}

const NO_MINOR = 1_000;

function minors({ from, below }: GoRange): { low: number; high: number } {
  const number = ({ major, minor }: GoVersion) => major * NO_MINOR + minor;
  const [first, end] = [parseGoVersion(from ?? ''), parseGoVersion(below ?? '')];
  // What ends at 1.27 or 1.27.0 ends with 1.26.
  const whole = end?.patch === 0 && end.pre === '';
  return { low: first ? number(first) : 0, high: end ? number(end) - (whole ? 1 : 0) : Number.POSITIVE_INFINITY };
}

/** A range for people: `1.26.8`, `1.26.x`, `1.20 or newer`. */
export function describeRange(range: GoRange): string {
  const { from, below } = range;
  if (from === null && below === null) return 'the newest';
  const [first, end] = [parseGoVersion(from ?? ''), parseGoVersion(below ?? '')];
  if (first && end && sameVersion(rangeOfVersion(formatGo(first)), range)) return formatGo(first);
  if (first && end && first.major === end.major && end.minor === first.minor + 1 && first.patch === 0 && end.patch === 0)
    return `${first.major}.${first.minor}.x`;
  if (first && (!end || end.major > first.major)) return `${from} or newer`;
  return first ? `${from} to below ${below}` : `below ${below}`;
}

function sameVersion(a: GoRange | undefined, b: GoRange): boolean {
  return a?.from === b.from && a?.below === b.below;
}
