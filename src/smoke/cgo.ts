import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { CgoFacts, Origin } from '../model/facts.js';
import { flagsIn } from '../model/go-flags.js';
import { run } from '../system/run.js';
import type { Scope } from '../system/scope.js';
import { goCommand, ourEnvironment } from './build.js';

export interface CgoOptions {
  /** The folder with our Go sources. */
  sources: string;
  env: NodeJS.ProcessEnv;
  /** `go env -json`. */
  values: Record<string, string>;
  origins: Record<string, Origin>;
  /** The go command of the project. */
  go: string;
  /** A temporary folder for what is built. */
  folder: string;
  scope: Scope;
}

const BUILD_TIMEOUT = 5 * 60_000;

/** Flags of go build that need a C compiler. */
const NEEDS_C = /^--?(?:race|msan|asan)(?:=true|=1)?$/;
/** What a build says when C is at fault, or the linker that C needs. */
const SPEAKS_OF_C = /cgo|gcc|clang|\bcc1\b|collect2|C compiler|\bld\b|linker/i;

/** What of GOFLAGS needs cgo; undefined when nothing does, or cgo is off. */
export function neededByFlags(values: Record<string, string>): string | undefined {
  const flag = flagsIn(values.GOFLAGS ?? '').find((each) => NEEDS_C.test(each));
  return isOn(values) && flag ? `GOFLAGS holds ${flag}` : undefined;
}

/** Whether a build that failed may have failed by C. */
export function mayBeC(values: Record<string, string>, output: string): boolean {
  return isOn(values) && SPEAKS_OF_C.test(output);
}

export function isOn(values: Record<string, string>): boolean {
  return values.CGO_ENABLED === '1';
}

/** What takes the place of a variable that was set; an empty value would let the GOENV file speak. */
const INSTEAD: readonly (readonly [variable: string, value: (values: Record<string, string>) => string])[] = [
  ['CGO_CFLAGS', () => '-O2 -g'],
  ['CGO_CPPFLAGS', () => ' '],
  ['CGO_LDFLAGS', () => '-O2 -g'],
  ['CC', ({ GOOS }) => (/^(darwin|ios|freebsd|openbsd)$/.test(GOOS ?? '') ? 'clang' : 'gcc')],
  ['GOFLAGS', () => '-buildvcs=false'],
];

/**
 * Builds a one-line program with C, as the environment says; when that fails, once more for each variable that was set, without it:
 * the first that mends it is to blame.
 * @param needed what needs cgo here, in words
 */
export async function tryCgo(needed: string, options: CgoOptions): Promise<CgoFacts> {
  const started = performance.now();
  const done = (facts: Omit<CgoFacts, 'needed' | 'ms'>) => ({ needed, ...facts, ms: Math.round(performance.now() - started) });
  const first = await build('as-it-is', {}, options);
  if (first.ok) return done({ ok: true, output: '', culprits: [], sysroot: null });
  const set = INSTEAD.filter(([name]) => isSet(options.origins[name]));
  const without = (some: typeof INSTEAD) => Object.fromEntries(some.map(([name, value]) => [name, value(options.values)]));
  const alone = await Promise.all(set.map((each) => build(`without-${each[0]}`, without([each]), options)));
  const at = alone.findIndex(({ ok }) => ok);
  const together = at < 0 && set.length > 1 && (await build('without-all', without(set), options)).ok;
  const culprits = at >= 0 ? [set[at]?.[0] ?? ''] : together ? set.map(([name]) => name) : [];
  return done({ ok: false, output: first.output, culprits, sysroot: missingSysroot(options.values) });
}

function isSet(origin: Origin | undefined): boolean {
  return origin !== undefined && origin.source !== 'default' && origin.source !== 'computed';
}

async function build(name: string, more: NodeJS.ProcessEnv, options: CgoOptions): Promise<{ ok: boolean; output: string }> {
  const { sources, env, values, go, folder, scope } = options;
  const goroot = values.GOROOT ?? '';
  const file = join(folder, name);
  const { code, stderr, error } = await run(goCommand(goroot, go), ['build', '-buildvcs=false', '-o', file, '.'], {
    cwd: join(sources, 'cgo'),
    env: { ...ourEnvironment({ env, goroot }), ...more },
    scope,
    timeout: BUILD_TIMEOUT,
  });
  return { ok: code === 0 && existsSync(file), output: (stderr || error || `exit code ${code}`).slice(0, 20_000) };
}

/** A folder that stands for the system's, by the C compiler's own words. https://gcc.gnu.org/onlinedocs/gcc/Directory-Options.html */
function missingSysroot(values: Record<string, string>): CgoFacts['sysroot'] {
  for (const variable of ['CC', 'CGO_CFLAGS', 'CGO_CPPFLAGS', 'CGO_LDFLAGS']) {
    const words = flagsIn(values[variable] ?? '');
    for (const [at, word] of words.entries()) {
      const path = /^--sysroot=(.+)$/.exec(word)?.[1] ?? (/^(?:--sysroot|-isysroot)$/.test(word) ? words[at + 1] : undefined);
      if (path && isAbsolute(path) && !existsSync(path)) return { variable, path };
    }
  }
  return null;
}
