/** A Go version in its parts: `go1.27rc1` → 1, 27, 0, `rc1`. */
export interface GoVersion {
  major: number;
  minor: number;
  patch: number;
  /** `rc1`, `beta2`, or empty for a release. */
  pre: string;
  /** It names no release but the language: `1.25` in a go.mod. */
  language: boolean;
}

/** Since this minor the first release is written out, `1.21.0`, and `1.21` is the language. https://go.dev/doc/toolchain#version */
const WRITTEN_OUT_SINCE = 21;

/**
 * Reads a Go version as `go version`, go.mod and build information write it: `go1.26.8`, `1.26`, `1.27rc1`, `go1.26.8-custom X:exp`.
 * @returns undefined for development versions (`devel go1.28-abcdef`) and what is no version
 */
export function parseGoVersion(text: string): GoVersion | undefined {
  const match = /^(?:go)?(\d+)\.(\d+)(?:\.(\d+))?((?:rc|beta)\d+)?(?![\d.])/.exec(text.trim());
  if (!match) return undefined;
  const [, major, minor, patch, pre = ''] = match;
  const language = patch === undefined && pre === '' && Number(minor) >= WRITTEN_OUT_SINCE;
  return { major: Number(major), minor: Number(minor), patch: Number(patch ?? 0), pre, language };
}

/** Negative when a is older, in the order of the go command: the language, its release candidates, its releases (`1.21` < `1.21rc1` < `1.21.0`). */
export function compareGo(a: GoVersion, b: GoVersion): number {
  return compareMinor(a, b) || Number(b.language) - Number(a.language) || a.patch - b.patch || comparePre(a.pre, b.pre);
}

function comparePre(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '') return 1;
  if (b === '') return -1;
  return a.localeCompare(b, 'en', { numeric: true });
}

/** Compares only major and minor: what a window of Delve speaks of. */
export function compareMinor(a: GoVersion, b: GoVersion): number {
  return a.major - b.major || a.minor - b.minor;
}

export function formatGo(version: GoVersion): string {
  return `${version.major}.${version.minor}${version.patch || !version.pre ? `.${version.patch}` : ''}${version.pre}`;
}
