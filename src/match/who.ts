import type { Declared } from '../model/declared.js';
import type { Ran, Standing, Who, WhoFacts, WhoRow } from '../model/who.js';
import { ANY_GO, describeRange, holds, neverMeet, rangeOfVersion } from './go-range.js';
import { parseGoVersion } from './go-version.js';

/** Puts all who would run a Go beside the one that runs in the project. What could not be looked at is no agreement. */
export function compareWho(facts: WhoFacts): Who {
  const { shell, project, compile, others, declared } = facts;
  const go = project.version;
  const rows = [
    row(shell, go),
    row(project, go),
    row(compile, go),
    // An editor or another shell starts what is installed, which go.mod then switches as it does here.
    ...others.map((each) => row(each, shell.version)),
    ...together(declared.filter((each) => each.ours)).map((group) => declaredRow(group, go)),
  ];
  const failed = go === null || [shell, project, compile, ...others].some((each) => each.lacks === 'answer');
  const differs = rows.some(({ standing }) => standing === 'differs');
  return { schema: 'delve-gate/env-who/1', dir: facts.dir, go, verdict: differs ? 'disagree' : failed ? 'error' : 'agree', rows };
}

function row({ who, version, path, note, lacks }: Ran, reference: string | null): WhoRow {
  const go = version?.replace(/^go/, '') ?? (lacks === 'go' ? 'none' : '?');
  return { where: 'machine', who, go, at: path ?? '', standing: standingOfRan(version, lacks, reference), note };
}

/** A place without a Go is no agreement where here is one; without one here nothing can be compared. */
function standingOfRan(version: string | null, lacks: Ran['lacks'], reference: string | null): Standing {
  if (reference === null || (version === null && lacks !== 'go')) return 'unknown';
  return version === reference ? 'same' : 'differs';
}

/** Lines of one file that say the same, as one. */
function together(declared: readonly Declared[]): Declared[][] {
  const groups = new Map<string, Declared[]>();
  for (const each of declared) {
    const key = [each.by, each.path, each.range ? describeRange(each.range) : `${each.written} ${each.reason}`].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()];
}

function declaredRow(group: readonly Declared[], reference: string | null): WhoRow {
  const [first] = group as [Declared];
  const { by, role, range, reason, path, place, written, follows } = first;
  const users = [...new Set(group.map(({ user }) => user))];
  const user = users.length === 1 ? (users[0] as string) : `${users.length} users`;
  const said = follows ? `as ${follows} says` : describeRange(range ?? ANY_GO) === written || role === 'needs' ? '' : written;
  const note =
    range === null ? [written, reason].filter(Boolean).join(': ') : [said, role === 'needs' ? '' : user].filter(Boolean).join('; ');
  return {
    where: 'repository',
    who: by,
    go: range ? describeRange(range) : '?',
    at: `${path}:${place.line}`,
    standing: standingOf(first, reference),
    note,
  };
}

function standingOf({ range, role }: Declared, reference: string | null): Standing {
  if (!range || reference === null || role === 'reader') return 'unknown';
  if (range.from === null && range.below === null) return 'moves';
  const running = minorOf(reference);
  if (!running) return 'unknown';
  if (holds(range, reference)) return 'same';
  return role === 'needs' || neverMeet(range, running) ? 'differs' : 'patch';
}

function minorOf(version: string): ReturnType<typeof rangeOfVersion> {
  const parsed = parseGoVersion(version);
  return parsed && rangeOfVersion(`${parsed.major}.${parsed.minor}`);
}
