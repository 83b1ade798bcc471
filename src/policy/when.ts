import satisfies from 'semver/functions/satisfies.js';
import { parseGoVersion } from '../match/go-version.js';
import type { When } from '../model/env-rule.js';
import type { Facts } from '../model/facts.js';
import { matchesGlob } from '../model/glob.js';
import { valueIn } from '../model/seen.js';

/** What `when` is held against. */
export interface Circumstances {
  /** GOOS and GOARCH of the machine. */
  os: string;
  arch: string;
  /** The Go in force, as semver has it: 1.26.8; empty when it is not known, and then no range holds. */
  go: string;
  /** What the runner answers to: `github-hosted` or `self-hosted`, its name and labels; `local` outside of a workflow. */
  runner: readonly string[];
  /** `local` outside of a workflow. */
  event: string;
  /** Null when it is not known: then no branch holds. */
  branch: string | null;
}

/** Whether all that is given holds. */
export function holds(when: When | undefined, here: Circumstances): boolean {
  if (!when) return true;
  const { os, arch, go, runner, event, branch } = when;
  const is = (wanted: readonly string[] | undefined, found: readonly string[]) =>
    wanted === undefined || wanted.some((pattern) => found.some((each) => matchesGlob(pattern, each)));
  return (
    is(os, [here.os]) &&
    is(arch, [here.arch]) &&
    is(runner, here.runner) &&
    is(event, [here.event]) &&
    is(branch, here.branch === null ? [] : [here.branch]) &&
    (go === undefined || satisfies(here.go, go, { includePrerelease: true }))
  );
}

/** What a run is held against, from what was seen. */
export function circumstancesOf({ host, go, run }: Facts): Circumstances {
  return {
    os: host.os,
    arch: host.arch,
    go: semverOf(valueIn(go?.env)?.GOVERSION ?? valueIn(go?.own)?.version ?? ''),
    runner: run?.runner ?? ['local'],
    event: run?.event ?? 'local',
    branch: run?.branch ?? null,
  };
}

/** A version of Go as semver has it: go1.27rc1 is 1.27.0-rc1; empty for what is no release. */
export function semverOf(text: string): string {
  const version = parseGoVersion(text);
  return version ? `${version.major}.${version.minor}.${version.patch}${version.pre && `-${version.pre}`}` : '';
}
