import type { Link } from './chain.js';

/** What makes the difference between here and a clean environment. */
export interface Culprit {
  kind: 'variable' | 'goenv-line' | 'goenv-file' | 'path-folder' | 'path-order';
  name: string;
  /** As it may be shown: credentials are cut, and null is a value of a variable that is not shown. */
  value: string | null;
  /** The GOENV file, and the line in it. */
  place?: { file: string; line?: number };
}

/** A cause that is there in this environment and not in a clean one. */
export interface Traced {
  cause: string;
  link: Link;
  title: string;
  /** Each set alone brings it about, and of each none can be left out. Without all of them it is gone. */
  sets: Culprit[][];
  /** Whether it was followed to the end; otherwise the sets hold more than they must, or there are more of them. */
  complete: boolean;
}

export type BisectResult =
  | 'passes'
  /** `traced` says what it is. */
  | 'found'
  /** It fails in a clean environment too. */
  | 'not-the-environment'
  /** The same environment gave two results. */
  | 'flaky'
  /** Nothing can be said; `reason` says why. */
  | 'unclear';

/** What `env bisect` found. */
export interface Bisection {
  result: BisectResult;
  reason: string | null;
  /** The causes of this environment's check, whether they could be traced or not. */
  causes: { cause: string; link: Link; title: string; found: string }[];
  traced: Traced[];
  /** What a clean environment has. `kept` are the names of what it keeps of this one to reach modules, where it could not without. */
  clean: { HOME: string | null; PATH: string; kept: string[] } | null;
  /** How many variables, lines and folders of PATH differ from that. */
  candidates: number;
  runs: number;
  ms: number;
}
