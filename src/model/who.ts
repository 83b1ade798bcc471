import type { Declared } from './declared.js';

/** A Go of this machine that somebody would run: what was looked at, and what was seen. */
export interface Ran {
  who: string;
  /** `go1.26.8`; null where there is none, or it cannot be told. */
  version: string | null;
  path: string | null;
  /** How it was come to, or why it cannot be told. */
  note: string;
  /** Why there is no version: there is no Go, or the look did not come to its end. Absent where nobody can tell by looking. */
  lacks?: 'go' | 'answer';
}

/** What was looked at for `env who`. */
export interface WhoFacts {
  dir: string;
  /** The first go on PATH, as it is by itself (GOTOOLCHAIN=local). */
  shell: Ran;
  /** The same in the project's folder, where go.mod may make it run another. */
  project: Ran;
  /** Tools of the Go that runs in the project. */
  compile: Ran;
  /** Others on this machine. */
  others: Ran[];
  declared: Declared[];
}

/** How one stands to the Go that runs in the project. */
export type Standing = 'same' | 'patch' | 'moves' | 'differs' | 'unknown';

/** A line of the table. */
export interface WhoRow {
  where: 'machine' | 'repository';
  who: string;
  go: string;
  /** Its path, or the line that says it. */
  at: string;
  standing: Standing;
  note: string;
}

export interface Who {
  schema: 'delve-gate/env-who/1';
  dir: string;
  /** The Go that runs in the project; null where none does. */
  go: string | null;
  verdict: 'agree' | 'disagree' | 'error';
  rows: WhoRow[];
}
