import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Spent } from '../../goenv/bisect.js';
import type { Candidate, Parts, takeApart } from '../../goenv/candidates.js';
import { besideOf, putTogether, type Scratch } from '../../goenv/put-together.js';
import type { Bisection } from '../../model/bisect.js';
import type { Report } from '../../model/report.js';
import { firstLine, run } from '../../system/run.js';
import type { Scope } from '../../system/scope.js';
import type { Section } from '../sections.js';
import type { EnvRun } from './index.js';

/** Most checks that one bisection runs. */
export const MOST = 300;
/** Milliseconds for one of them: a first one can have to download a toolchain and build dlv. */
const TRY_TIMEOUT = 900_000;

export type FoundCause = Bisection['causes'][number];
/** What a check found: its causes of level error. Broken: it came to no verdict. */
export type Outcome = { verdict: Report['verdict']; causes: FoundCause[] } | { broken: string };

/** Checks in chosen environments, each once: real runs of this program. */
export class Tries {
  runs = 0;
  readonly #known = new Map<string, Promise<Outcome>>();

  /** @param only the parts of a check that are needed */
  constructor(
    readonly asked: EnvRun,
    readonly only: readonly Section[],
  ) {}

  /** A check in this environment, whatever is known. */
  async check(env: NodeJS.ProcessEnv): Promise<Outcome> {
    const { args, dir, scope } = this.asked;
    if (this.runs === MOST) throw new Spent();
    this.runs++;
    const policy = args.policy === undefined ? [] : ['--policy', args.policy];
    const argv = [entry(), 'check', '--format', 'json', '--quiet', '--dir', dir, '--only', this.only.join(','), ...policy];
    const result = await run(process.execPath, argv, { env, scope, timeout: TRY_TIMEOUT });
    scope.signal.throwIfAborted();
    return outcomeOf(result.stdout) ?? { broken: result.error ?? (firstLine(result.stderr) || `exit code ${result.code}`) };
  }

  /** The same for an environment that is put together from candidates; each set of them once. */
  of(parts: Parts, some: readonly Candidate[], scratch: Scratch): Promise<Outcome> {
    const all = parts.groups.flat();
    const key = all.map((each) => (some.includes(each) ? '1' : '0')).join('');
    const known = this.#known.get(key) ?? this.check(putTogether(parts, new Set(some), scratch));
    this.#known.set(key, known);
    return known;
  }
}

/** This program itself. */
function entry(): string {
  return process.argv[1] as string;
}

function outcomeOf(text: string): Outcome | undefined {
  try {
    const { verdict, findings } = JSON.parse(text) as Report;
    const causes = findings.filter(({ level }) => level === 'error');
    return { verdict, causes: causes.map(({ cause, link, title, found }) => ({ cause, link, title, found })) };
  } catch {
    return undefined;
  }
}

/** How often a cause was found. */
export function count(outcome: Outcome, cause: string): number {
  return 'causes' in outcome ? outcome.causes.filter((each) => each.cause === cause).length : 0;
}

/** Folders for GOENV files that are tried. They go with the scope. */
export function scratchOf(parts: ReturnType<typeof takeApart>, scope: Scope): Scratch {
  const folder = (parent: string | undefined) => {
    try {
      return parent ? scope.folder('bisect', parent) : undefined;
    } catch {
      return undefined;
    }
  };
  const neutral = folder(parts.env.HOME) ?? scope.folder('bisect');
  const named = parts.goenv.explicit && parts.goenv.lines.length > 0 ? folder(besideOf(parts)) : undefined;
  const beside = join(named ?? neutral, 'beside');
  mkdirSync(beside);
  return { neutral, beside };
}
