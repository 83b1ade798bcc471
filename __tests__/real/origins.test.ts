import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Origin } from '../../src/model/facts.js';
import { ask, type Installed, makePlace, type Place } from '../support/go-place.js';
import { GO_RELEASES, valuesOf } from '../support/go-values.js';
import { fetchToolchain } from '../support/toolchain.js';
import { makeWorld, type World } from '../support/world.js';

const MINUTES = 60_000;
const SOURCES = ['environment', 'go-env-w', 'goroot-go.env'] as const;
type Settable = (typeof SOURCES)[number];

/** Tried by themselves: each changes what others mean. */
const ALONE = ['GOROOT', 'GOOS', 'GOARCH'];
/** Shown for one architecture only, and not by every Go. */
const OF_ARCHITECTURE = {
  386: 'GO386',
  arm: 'GOARM',
  arm64: 'GOARM64',
  mips: 'GOMIPS',
  mips64le: 'GOMIPS64',
  ppc64: 'GOPPC64',
  riscv64: 'GORISCV64',
  wasm: 'GOWASM',
};

/** What each source says: the value of the pass, the other one, or nothing after the `=`; a file in so many lines. */
type Word = 'value' | 'other' | 'empty';
type Scenario = Record<Settable, Word[]>;
const SAYS: Scenario[] = [[], ['empty'], ['value']].flatMap((environment) =>
  [[], ['value'], ['other', 'value'], ['empty'], ['value', 'empty']].flatMap((goenv) =>
    [[], ['value'], ['value', 'other'], ['empty', 'value']].map(
      (shipped) => ({ environment, 'go-env-w': goenv, 'goroot-go.env': shipped }) as Scenario,
    ),
  ),
);

/** One source gets the first value, those beside it the second. */
interface Pass {
  says: Scenario;
  first: Settable;
}
const PASSES: Pass[] = SAYS.flatMap((says) => SOURCES.filter((source) => says[source].includes('value')).map((first) => ({ says, first })));
/** Each source, alone and beside others, with one line at most. */
const SHORT = PASSES.filter(({ says }) =>
  SOURCES.every((source) => says[source].every((word) => word === 'value') && says[source].length < 2),
);

function wordIn({ says, first }: Pass, source: Settable, name: string): string[] {
  const [x, y] = valuesOf(name);
  return says[source].map((word) => (word === 'empty' ? '' : (word === 'value') === (source === first) ? x : y));
}

/** Lines that set nothing, whatever file they stand in. */
const junk = (name: string) => [` ${name}=junk`, `#${name}=junk`, `${name} =junk`, `${name.toLowerCase()}=junk`, name];

describe.each(GO_RELEASES)('every variable of %s', (version) => {
  let world: World;
  let go: Installed;
  let usual: Record<string, string>;
  let made = 0;
  const place = (files = {}) => makePlace(join(world.folder, `run-${made++}`), go, files);
  beforeAll(async () => {
    world = makeWorld();
    go = { goroot: await fetchToolchain(version, world), version };
    usual = (await ask(place())).values;
  }, 5 * MINUTES);
  afterAll(() => world.remove());

  /** @param usual the values when nothing is set */
  async function problemsOf(
    pass: Pass,
    names: readonly string[],
    more: NodeJS.ProcessEnv,
    usual: Record<string, string>,
  ): Promise<string[]> {
    const lines = (source: Settable) =>
      names.flatMap((name) => [...junk(name), ...wordIn(pass, source, name).map((word) => `${name}=${word}`)]).join('\n');
    const trees = names.includes('GOROOT') ? ['goroot', 'goroot-x', 'goroot-y'] : ['goroot'];
    const here = place({ shipped: lines('goroot-go.env'), goenv: lines('go-env-w'), trees });
    writeFileSync(join(here.project, 'other.work'), 'go 1.21\n\nuse .\n');
    const set = names.flatMap((name) => wordIn(pass, 'environment', name).map((word) => [name, word.replaceAll('<dir>', here.dir)]));
    Object.assign(here.env, { XDG_CONFIG_HOME: join(here.dir, 'xdg') }, more, Object.fromEntries(set));
    const { values, origins } = await ask(here, names.length === 1 ? [...names, 'GOROOT'] : []);
    return names.flatMap((name) => {
      const problem = compare(name, values[name] ?? '', origins[name] as Origin, usual[name] ?? '', here, pass.first);
      return problem ? [`${JSON.stringify(pass)} ${name}: ${problem}`] : [];
    });
  }

  /** The value is that of the source that is told, and the place is its line. */
  function compare(name: string, value: string, origin: Origin, usual: string, { dir }: Place, first: Settable): string | undefined {
    const [x, y] = valuesOf(name);
    const source = SOURCES.find((each) => each === origin.source);
    const expected = !source || origin.written === '' ? usual : source === first ? x : y;
    const told = `${JSON.stringify(value)} is in force, ${JSON.stringify(expected)} by ${JSON.stringify(origin)}`;
    if (name === 'GOGCCFLAGS') return source || value.includes('-GOGCCFLAGS') ? told : undefined;
    if (value !== expected) return told;
    if (source && origin.written?.replaceAll(dir, '<dir>') !== (origin.written && expected)) return told;
    if (source === undefined || source === 'environment') return origin.place ? told : undefined;
    const line = origin.place && readFileSync(origin.place.file, 'utf8').split('\n')[origin.place.line - 1];
    return line === `${name}=${origin.written}` ? undefined : `${told}; that line is ${line}`;
  }

  async function problemsOfAll(
    passes: readonly Pass[],
    names: readonly string[],
    more: NodeJS.ProcessEnv,
    start: Record<string, string>,
  ): Promise<string[]> {
    const problems: string[] = [];
    for (let at = 0; at < passes.length; at += 4)
      problems.push(...(await Promise.all(passes.slice(at, at + 4).map((pass) => problemsOf(pass, names, more, start)))).flat());
    return problems;
  }

  test(
    'has the value of the source that is told, by the line that is told',
    async () => {
      const start = { ...usual, GOENV: '<dir>/xdg/go/env', GOTELEMETRYDIR: '<dir>/xdg/go/telemetry' };
      const names = Object.keys(usual).filter((name) => !ALONE.includes(name));
      expect(names.length).toBeGreaterThanOrEqual(37);
      for (const each of [names, ...ALONE.map((name) => [name])]) expect(await problemsOfAll(PASSES, each, {}, start)).toEqual([]);
    },
    10 * MINUTES,
  );

  test(
    'of another architecture too',
    async () => {
      const shown: string[] = [];
      for (const [GOARCH, name] of Object.entries(OF_ARCHITECTURE)) {
        const more = { GOARCH, ...(GOARCH === 'wasm' ? { GOOS: 'js' } : {}) };
        const bare = place();
        Object.assign(bare.env, more);
        const { values } = await ask(bare);
        if (!(name in values)) continue;
        shown.push(name);
        expect(await problemsOfAll(SHORT, [name], more, values)).toEqual([]);
      }
      expect(shown.length).toBeGreaterThanOrEqual(6);
    },
    10 * MINUTES,
  );
});
