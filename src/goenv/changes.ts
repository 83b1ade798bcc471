import { parseGoenv } from '../facts/goenv.js';
import type { GoenvChange, GoenvDiff } from '../model/goenv.js';
import { withoutCredentials } from '../model/seen.js';
import { type GoenvState, isSame } from './place.js';
import { octal } from './store.js';

interface InForce {
  value: string;
  line: number;
}

/** How a GOENV file differs from what it was, as it may be shown: credentials cut, and no value of a variable that is not Go's. */
export function changesOf(was: GoenvState, is: GoenvState): GoenvDiff {
  const [before, after] = [inForce(was), inForce(is)];
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changes = names.flatMap((name) => changeOf(name, before.get(name), after.get(name)));
  const same = isSame(was, is);
  const bytes = (state: GoenvState) => (state.kind === 'none' ? null : state.bytes.toString('latin1'));
  return {
    same,
    changes,
    unread: changes.length === 0 && (bytes(was) ?? '') !== (bytes(is) ?? ''),
    mode: { was: modeOf(was), is: modeOf(is) },
  };
}

function modeOf(state: GoenvState): string | null {
  return state.kind === 'none' ? null : octal(state.mode);
}

/** The variables that a file sets; of several lines the last counts. */
export function inForce(state: GoenvState): Map<string, InForce> {
  const lines = state.kind === 'none' ? [] : parseGoenv(state.bytes.toString('utf8'));
  return new Map(lines.map(({ name, value, line }) => [name, { value, line }]));
}

function changeOf(name: string, was: InForce | undefined, is: InForce | undefined): GoenvChange[] {
  if (was?.value === is?.value) return [];
  const shown = { was: was ? shownValue(name, was.value) : null, is: is ? shownValue(name, is.value) : null };
  return [{ name, ...shown, line: is?.line ?? was?.line ?? 0, hidden: shown.was === shown.is }];
}

/** A value as it may be shown. */
export function shownValue(name: string, value: string): string {
  return /^(GO|CGO_)[A-Z0-9_]+$|^(AR|CC|CXX|GCCGO|PKG_CONFIG)$/.test(name) ? withoutCredentials(value) : '(left out)';
}
