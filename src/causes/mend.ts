import { parseGoVersion } from '../match/go-version.js';
import { DELVE_RELEASES } from '../match/table.js';
import { flagsIn } from '../model/go-flags.js';

/** What becomes of a line; undefined where that cannot be told from the line alone. */
export type Mend = (line: string) => string | undefined;

/** A line of a workflow that sets a variable: `  NAME: value # why`. */
interface Setting {
  /** Up to the value. */
  head: string;
  name: string;
  value: string;
  quoted: boolean;
  /** What stands behind it. */
  tail: string;
}

const SETTING =
  /^([ \t]*(?:- )?([A-Z][A-Z0-9_]*):[ \t]+)("[^"\\]*"|'(?:[^']|'')*'|[^\s"'#&*!|>%@`{}[\],?:](?:[^#]*[^\s#])?)([ \t]*|[ \t]+#.*)$/;

/** @returns undefined for what is no whole value on one line: blocks, flows, anchors, escapes, expressions */
function settingIn(line: string): Setting | undefined {
  const [, head, name, written, tail] = SETTING.exec(line) ?? [];
  if (head === undefined || name === undefined || written === undefined || tail === undefined || written.includes('${{')) return undefined;
  if (written.startsWith('"')) return { head, name, value: written.slice(1, -1), quoted: true, tail };
  if (written.startsWith("'")) return { head, name, value: written.slice(1, -1).replaceAll("''", "'"), quoted: true, tail };
  return /:(\s|$)/.test(written) ? undefined : { head, name, value: written, quoted: false, tail };
}

/** The line with another value, quoted where YAML could read it otherwise. */
function withValue({ head, quoted, tail }: Setting, value: string): string {
  const plain = !quoted && /^-[\w=./,+ -]*$/.test(value);
  const inQuotes = /["\\]/.test(value) ? `'${value.replaceAll("'", "''")}'` : `"${value}"`;
  return `${head}${plain ? value : inQuotes}${tail}`;
}

/** A variable that is to be unset: to Go an empty value is none, and it also hides what an outer `env:` says. */
export function emptied(variable: string): Mend {
  return (line) => {
    const setting = settingIn(line);
    return setting?.name === variable && setting.value !== '' ? withValue({ ...setting, quoted: true }, '') : undefined;
  };
}

/**
 * GOFLAGS with other flags.
 * @param change what becomes of a flag; undefined when it is to go
 */
export function withFlags(change: (flag: string) => string | undefined): Mend {
  return (line) => {
    const setting = settingIn(line);
    if (setting?.name !== 'GOFLAGS') return undefined;
    const before = flagsIn(setting.value);
    const after = before.flatMap((flag) => change(flag) ?? []);
    if (after.join('\n') === before.join('\n') || after.some((flag) => /['"]/.test(flag))) return undefined;
    return withValue(setting, after.map((flag) => (/\s/.test(flag) ? `'${flag}'` : flag)).join(' '));
  };
}

export const STRIPS = /^--?ldflags=(?:.*[\s='"])?-[sw]\b/;

/** `-ldflags` without -s and -w, or nothing when it holds no more. */
export function withoutStripping(flag: string): string | undefined {
  const [, name, pattern = '', words] = /^(--?ldflags=)([^\s=-][^\s=]*=)?(.*)$/.exec(flag) ?? [];
  if (name === undefined || words === undefined) return flag;
  const left = words.split(/\s+/).filter((word) => word !== '' && !/^--?[sw](=(true|1))?$/.test(word));
  return left.length === 0 ? undefined : `${name}${pattern}${left.join(' ')}`;
}

/** The newest Go that this delve-gate knows of, by its minor version. */
const NEWEST = Math.max(...DELVE_RELEASES.map(({ maxGo }) => parseGoVersion(maxGo)?.minor ?? 0));

/** `go 1.26` and `toolchain go1.26` name no release since 1.21: the first of that minor version is 1.26.0. https://go.dev/doc/toolchain#version */
export const firstRelease: Mend = (line) => {
  const [, head, minor, tail] = /^([ \t]*(?:go[ \t]+|toolchain[ \t]+go)1\.(\d+))([ \t]*(?:\/\/.*)?)$/.exec(line) ?? [];
  return minor !== undefined && Number(minor) >= 21 && Number(minor) <= NEWEST ? `${head}.0${tail}` : undefined;
};

/** `go-version: 1.20` is the number 1.2 to YAML; in quotes it is what is written. */
export const quotedVersion: Mend = (line) => {
  const [, head, value, tail] = /^([ \t]*(?:- )?go-version:[ \t]+)(1\.\d+)([ \t]*(?:#.*)?)$/.exec(line) ?? [];
  return head === undefined ? undefined : `${head}'${value}'${tail}`;
};
