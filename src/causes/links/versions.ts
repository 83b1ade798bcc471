import { describeRange, holds, isBelow, moves, neverMeet, rangeOfVersion } from '../../match/go-range.js';
import { compareGo, parseGoVersion } from '../../match/go-version.js';
import type { Declared } from '../../model/declared.js';
import { valueIn } from '../../model/seen.js';
import type { Case, Cause, Hit } from '../cause.js';
import { quotedVersion } from '../mend.js';

/** A declaration whose range is known. */
type Known = Declared & { range: NonNullable<Declared['range']> };

/** Causes of the link `toolchain` that are read in the repository: where it says which Go is meant, and says two things. */
export const versionCauses: Cause[] = [
  {
    id: 'go-pinned-below-go-mod',
    link: 'toolchain',
    level: 'warning',
    least: 'note',
    title: 'A place of the repository pins a Go that is older than go.mod asks for',
    breaks: false,
    mend: quotedVersion,
    detect: pinnedBelow,
  },
  {
    id: 'go-versions-disagree',
    link: 'toolchain',
    level: 'warning',
    least: 'note',
    title: 'Places of the repository name Go versions that can never be the same',
    breaks: false,
    detect: disagreeing,
  },
  {
    id: 'go-version-drift',
    link: 'toolchain',
    level: 'note',
    title: 'A file of the repository names another Go than the one that runs',
    breaks: false,
    detect: drifted,
  },
];

function pinnedBelow(seen: Case): Hit[] {
  const need = needOf(seen);
  if (!need) return [];
  const all = meant(seen);
  const below = all.filter(({ range }) => isBelow(range, need.version));
  // A matrix that also has a Go that can build it tries the older ones on purpose.
  const tried = (pin: Known) => all.some((other) => !below.includes(other) && other.path === pin.path && other.user === pin.user);
  return inGroups(below.filter((pin) => !(pin.alternative && tried(pin)))).map((group) => {
    const [first] = group as [Known];
    const { found, level } = told(group, need);
    return {
      level,
      found,
      expected: `Go ${need.version} or newer, as ${need.at.path} asks`,
      fix: fixFor(first, need.version),
      evidence: [shown(need.at), ...group.map(shown), ...rest(seen, [need.at, ...group])],
      location: first.place,
      text: first.text,
    };
  });
}

interface Need {
  version: string;
  at: Declared;
}

/** The `go` line that decides: the newer of go.mod and go.work. */
function needOf(seen: Case): Need | undefined {
  const lines = declared(seen).flatMap((at) => (/^go\.(mod|work)$/.test(at.by) && at.range?.from ? [{ version: at.written, at }] : []));
  return lines.sort((a, b) => compare(b.version, a.version))[0];
}

function compare(a: string, b: string): number {
  const [x, y] = [parseGoVersion(a), parseGoVersion(b)];
  return x && y ? compareGo(x, y) : 0;
}

/** Go before 1.21 fetches no toolchain; it takes the `go` line for a hint, and cannot read one with a patch level. https://go.dev/doc/toolchain */
const SWITCHES_SINCE = '1.21';

function told(group: readonly Known[], need: Need): { found: string; level: 'warning' | 'note' } {
  const [pin] = group as [Known];
  if (isNumber(pin)) return { found: `${places(group)} is ${pin.written}`, level: 'warning' };
  const gives = givenBy(group);
  const says = `${at(need.at)} says go ${need.version}`;
  const least = pin.alternative ? 'note' : 'warning';
  if (isBelow(pin.range, SWITCHES_SINCE))
    return /^\d+\.\d+$/.test(need.version)
      ? { found: `${gives}, and ${says}: it builds only what needs nothing newer`, level: 'note' }
      : { found: `${gives}, which cannot read that ${says}`, level: least };
  if (!pin.switches)
    return { found: `${gives}, which is kept from fetching a newer one, and ${says}: it cannot build this module`, level: least };
  const minor = rangeOfVersion(/^\d+\.\d+/.exec(need.version)?.[0] ?? '');
  const level = minor && !neverMeet(pin.range, minor) ? 'note' : least;
  return { found: `${gives}, and ${says}: what runs is another Go, which is fetched`, level };
}

function fixFor(pin: Known, version: string): string[] {
  if (isNumber(pin)) return [`put it in quotes at ${at(pin)}`];
  const setupGo = pin.by === 'workflow' && pin.user.startsWith('setup-go') ? ['; or go-version-file: go.mod'] : [];
  return [`write ${version} or newer at ${at(pin)}${setupGo.join('')}`, 'or lower the go line, when nothing newer is needed'];
}

function isNumber({ written }: Declared): boolean {
  return written.includes(', which YAML reads as the number ');
}

/** Pairs of those that serve different people, by what a difference costs: a person's own tools first. */
const RELATIONS = [
  { a: 'person', b: 'person', level: 'warning', cost: 'two people who check this out debug with different Gos' },
  { a: 'person', b: 'ci', level: 'warning', cost: 'what is debugged here is not what CI tests' },
  { a: 'person', b: 'image', level: 'note', cost: 'what is debugged here is not what the image is built with' },
  { a: 'image', b: 'ci', level: 'note', cost: 'what CI tests is not what the image is built with' },
  { a: 'image', b: 'image', level: 'note', cost: 'images of one module are built with different Gos' },
  { a: 'ci', b: 'ci', level: 'note', cost: 'its jobs do not test the same' },
] as const;

/**
 * A pin is off when it can meet none of those it should agree with: a matrix has several on purpose, and what moves with the releases
 * (`stable`, `^1.20`) meets them all. The `go` line is no pin: it is a minimum.
 */
function disagreeing(seen: Case): Hit[] {
  const need = needOf(seen);
  const pins = meant(seen).filter(({ range }) => !need || !isBelow(range, need.version));
  const told = new Set<Known>();
  return RELATIONS.flatMap(({ a, b, level, cost }) => {
    const others = pins.filter((pin) => pin.role === b);
    const off = pins.filter((pin) => {
      if (pin.role !== a || pin.follows || pin.alternative || moves(pin.range) || told.has(pin)) return false;
      const against = others.filter((other) => other !== pin && !isSame(other, pin));
      return against.length > 0 && against.every((other) => neverMeet(other.range, pin.range)) && isLess(pin, against, a === b);
    });
    for (const pin of off) told.add(pin);
    return inGroups(off).map((group): Hit => {
      const [first] = group as [Known];
      const against = others.filter((other) => neverMeet(other.range, first.range));
      return {
        // A job that takes the least that go.mod allows does so on purpose.
        level: against.every(({ follows }) => follows) ? 'note' : level,
        found: `${givenBy(group)}, and ${givenBy(against)}: ${cost}`,
        expected: 'one minor version of Go for the editor, CI and the image',
        fix: [`write the same version at ${listed([first, against[0] as Known].map(at))}`],
        evidence: [...group.map(shown), ...rest(seen, group)],
        location: first.place,
      };
    });
  });
}

/** Two lines of one file for one user say the same thing twice. */
function isSame(a: Declared, b: Declared): boolean {
  return a.path === b.path && describe(a) === describe(b);
}

/** Of two that are of one kind, one is off: the older. */
function isLess(pin: Known, against: readonly Known[], oneKind: boolean): boolean {
  return !oneKind || against.some(({ range }) => compare(range.from ?? '', pin.range.from ?? '') > 0);
}

function drifted(seen: Case): Hit[] {
  const running = valueIn(seen.facts.go?.env)?.GOVERSION;
  const need = needOf(seen);
  if (!running || !parseGoVersion(running)) return [];
  return meant(seen)
    .filter(({ by }) => by === '.go-version' || by === '.tool-versions' || by === 'mise')
    .filter(({ range }) => !holds(range, running) && !(need && isBelow(range, need.version)))
    .map((pin) => ({
      found: `${pin.path} names Go ${pin.written}, and Go ${running.replace(/^go/, '')} runs`,
      expected: 'one version of Go for the editor, the shell and CI',
      fix: [
        `install Go ${pin.written} (its version manager is not in force here), or write ${running.replace(/^go/, '')} into ${pin.path}`,
      ],
      evidence: [{ what: pin.path, value: pin.written }],
      location: pin.place,
    }));
}

function declared({ facts }: Case): Declared[] {
  return facts.project?.declared ?? [];
}

/** What gives somebody a Go to build this module with. */
function meant(seen: Case): Known[] {
  return declared(seen).filter(
    (each): each is Known => each.ours && each.range !== null && each.role !== 'needs' && each.role !== 'reader',
  );
}

/** Those that say the same for the same kind of user; the alternatives of one matrix stay together. */
function inGroups(all: readonly Known[]): Known[][] {
  const groups = new Map<string, Known[]>();
  for (const each of all) {
    const what = each.alternative ? [each.path, each.user] : [describe(each), isNumber(each)];
    const key = [each.by, each.switches, ...what].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()];
}

function describe({ range, written }: Declared): string {
  return range ? describeRange(range) : written;
}

function at({ path, place }: Declared): string {
  return `${path}:${place.line}`;
}

/** The first place, and how many more there are. */
function places(group: readonly Declared[]): string {
  const [first, ...more] = [...new Set(group.map(at))];
  return more.length === 0 ? (first ?? '') : `${first} (and ${more.length} more)`;
}

function givenBy(group: readonly Declared[]): string {
  const verb = new Set(group.map(at)).size === 1 ? 'gives' : 'give';
  return `${places(group)} ${verb} ${listed(group.map((each) => `Go ${describe(each)}`))}`;
}

function listed(texts: readonly string[]): string {
  return [...new Set(texts)].slice(0, 4).join(', ');
}

function shown(each: Declared): { what: string; value: string } {
  const meaning = describe(each) === each.written ? '' : ` → ${describe(each)}`;
  return { what: at(each), value: `${each.written}${meaning} (${each.user})` };
}

/** Evidence lists at most so many places. */
const MAX_SHOWN = 40;

function rest(seen: Case, shownAlready: readonly Declared[]): { what: string; value: string }[] {
  return declared(seen)
    .filter((each) => each.ours && !shownAlready.includes(each))
    .slice(0, MAX_SHOWN)
    .map(shown);
}
