import gt from 'semver/functions/gt.js';
import satisfies from 'semver/functions/satisfies.js';
import valid from 'semver/functions/valid.js';
import { compareGo, compareMinor, type GoVersion, parseGoVersion } from './go-version.js';
import type { DelveRelease } from './releases.js';
import { DELVE_RELEASES } from './table.js';

/** What is asked of the choice. */
export interface Wish {
  /** The Go whose programs are debugged and that builds dlv: `go1.26.8`. */
  go: string;
  /** GOOS/GOARCH. */
  platform: string;
  /** `auto`, `latest`, an exact version or a range. */
  want: string;
}

/** The dlv to take, or why none can be. */
export type Choice =
  | { version: string; tags: string; cgo: boolean; sum: string | null; because: string; warning?: string }
  | {
      refused: string;
      kind: 'unsupported-platform' | 'dlv-too-old-for-go' | 'go-too-old-for-dlv' | 'install-needs-newer-go' | 'no-such-version';
      instead: string | null;
    };

const newestFirst = [...DELVE_RELEASES].reverse();

/** The newest Go minor that any known Delve supports. */
export function newestKnownGo(): string {
  return (newestFirst[0] as DelveRelease).maxGo;
}

/** The release of that version, if the table has it. */
export function releaseOf(version: string): DelveRelease | undefined {
  return DELVE_RELEASES.find((release) => release.version === version);
}

/** How a Go stands to the window of a release. */
export function windowOf(release: DelveRelease, go: GoVersion): 'in' | 'go-too-new' | 'go-too-old' {
  if (compareMinor(go, parsed(release.minGo)) < 0) return 'go-too-old';
  return compareMinor(go, parsed(release.maxGo)) > 0 ? 'go-too-new' : 'in';
}

/**
 * Chooses a Delve: the newest whose window holds this Go, that this Go can build, and that supports the platform.
 * `latest` is the newest of the table.
 */
export function chooseDelve(wish: Wish, releases: readonly DelveRelease[] = newestFirst): Choice {
  const usable = releases.filter((release) => supports(release, wish.platform));
  const top = usable[0];
  if (!top) return unsupported(wish, releases);
  const go = parseGoVersion(wish.go);
  if (!go) return chooseUnplaced(wish, usable);
  const fitting = usable.filter((release) => windowOf(release, go) === 'in' && canBuild(release, go));
  const auto = fitting[0];
  if (isAuto(wish)) {
    if (auto)
      return take(auto, wish, `the newest Delve that supports Go ${minor(go)} (${auto.minGo} to ${auto.maxGo}) and builds with ${wish.go}`);
    if (windowOf(top, go) === 'go-too-new')
      return takeUnproved(top, wish, `no known Delve supports Go ${minor(go)} yet (${top.version}: up to ${top.maxGo})`);
    return { refused: `no Delve since 1.5.0 supports ${wish.go} on ${wish.platform}`, kind: 'go-too-old-for-dlv', instead: null };
  }
  return chooseWanted(wish, go, usable, auto);
}

/** A Go that the table does not know, such as a development version, gets the newest Delve that is wanted, and a warning. */
function chooseUnplaced(wish: Wish, usable: readonly DelveRelease[]): Choice {
  const newest = matchingWish(wish, usable)[0];
  return newest
    ? takeUnproved(newest, wish, `Go calls itself ${wish.go}, which no table can place`)
    : (newerThanKnown(wish, usable) ?? noSuchVersion(wish, usable[0]?.version ?? null));
}

function chooseWanted(wish: Wish, go: GoVersion, usable: readonly DelveRelease[], auto: DelveRelease | undefined): Choice {
  const instead = auto?.version ?? null;
  const matching = matchingWish(wish, usable);
  if (matching.length === 0) return newerThanKnown(wish, usable) ?? noSuchVersion(wish, instead);
  const fitting = matching.find((release) => windowOf(release, go) === 'in' && canBuild(release, go));
  if (fitting)
    return take(fitting, wish, `"${wish.want}" asks for it, and it supports Go ${minor(go)} (${fitting.minGo} to ${fitting.maxGo})`);
  const best = matching[0] as DelveRelease;
  const window = windowOf(best, go);
  const range = `Delve ${best.version} supports Go ${best.minGo} to ${best.maxGo}`;
  if (window === 'go-too-new' && wish.want === 'latest')
    return takeUnproved(best, wish, `no known Delve supports Go ${minor(go)} yet (${range})`);
  if (window === 'go-too-new') return { refused: `${range}, and this Go is ${wish.go}`, kind: 'dlv-too-old-for-go', instead };
  if (window === 'go-too-old') return { refused: `${range}, and this Go is ${wish.go}`, kind: 'go-too-old-for-dlv', instead };
  return {
    refused: `Delve ${best.version} needs Go ${best.buildGo} to be built, and this Go is ${wish.go}`,
    kind: 'install-needs-newer-go',
    instead,
  };
}

/** An exact version that came out after this table was made: its window is not known, so dlv and the smoke test have to tell. */
function newerThanKnown({ want, platform }: Wish, usable: readonly DelveRelease[]): Choice | undefined {
  const version = valid(want);
  const top = usable[0];
  if (!version || !top || !gt(version, top.version)) return undefined;
  const need = top.platforms[platform] ?? '';
  const warning = `Delve ${version} is newer than any Delve known here (${top.version}), so nothing is known of the Go versions that it supports`;
  return { version, tags: need === 'cgo' ? '' : need, cgo: need === 'cgo', sum: null, because: `"${want}" asks for it`, warning };
}

/** The releases that the wish allows. */
function matchingWish(wish: Wish, usable: readonly DelveRelease[]): readonly DelveRelease[] {
  const { want } = wish;
  if (isAuto(wish)) return usable;
  if (want === 'latest') return usable.slice(0, 1);
  return usable.filter((release) => satisfies(release.version, want.replace(/^v/, '')));
}

function noSuchVersion(wish: Wish, instead: string | null): Choice {
  return { refused: `no Delve release for ${wish.platform} matches "${wish.want}"`, kind: 'no-such-version', instead };
}

function take(release: DelveRelease, wish: Wish, because: string, warning?: string): Choice {
  const need = release.platforms[wish.platform] ?? '';
  const cgo = need === 'cgo';
  return { version: release.version, tags: cgo ? '' : need, cgo, sum: release.sum, because, ...(warning ? { warning } : {}) };
}

function takeUnproved(release: DelveRelease, wish: Wish, why: string): Choice {
  const because = isAuto(wish) ? `the newest Delve known here, since ${why}` : `"${wish.want}" asks for it; ${why}`;
  return take(release, wish, because, why);
}

function isAuto({ want }: Wish): boolean {
  return want === 'auto' || want === '';
}

function unsupported(wish: Wish, releases: readonly DelveRelease[]): Choice {
  const known = Object.keys(releases[0]?.platforms ?? {}).join(', ');
  return { refused: `Delve does not support ${wish.platform} (it supports ${known})`, kind: 'unsupported-platform', instead: null };
}

function supports(release: DelveRelease, platform: string): boolean {
  return platform in release.platforms;
}

function canBuild(release: DelveRelease, go: GoVersion): boolean {
  return compareGo(go, parsed(release.buildGo)) >= 0;
}

function parsed(version: string): GoVersion {
  return parseGoVersion(version) as GoVersion;
}

function minor(go: GoVersion): string {
  return `${go.major}.${go.minor}`;
}
