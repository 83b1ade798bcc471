import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Origin } from '../../src/model/facts.js';
import { ask, type Installed, makePlace, type Place } from '../support/go-place.js';
import { fetchToolchain } from '../support/toolchain.js';
import { makeWorld, type World } from '../support/world.js';

const MINUTES = 60_000;
const TOOLCHAINS = ['go1.21.13', 'go1.24.13', 'go1.26.8', 'go1.27.2'];
const SOURCES = ['environment', 'go-env-w', 'goroot-go.env'] as const;
type Settable = (typeof SOURCES)[number];

/** For each variable a value that is not its default, and another one. `<dir>` is the folder of the run. */
const VALUES: Record<string, readonly [string, string]> = {
  CGO_ENABLED: ['0', '1'],
  GO111MODULE: ['auto', 'on'],
  GO386: ['softfloat', 'sse2'],
  GOAMD64: ['v3', 'v2'],
  GOARCH: ['arm64', 'amd64'],
  GOARM: ['6', '5'],
  GOARM64: ['v8.2', 'v9.0'],
  GOCACHE: ['<dir>/cache-x', '<dir>/cache-y'],
  GOENV: ['<dir>/xdg/../xdg/go/env', '<dir>/xdg/go/../go/env'],
  GOEXPERIMENT: ['fieldtrack', 'staticlockranking'],
  GOFIPS140: ['latest', 'off'],
  GOFLAGS: ['-trimpath', '-modcacherw'],
  GOMIPS: ['softfloat', 'hardfloat'],
  GOMIPS64: ['softfloat', 'hardfloat'],
  GOMODCACHE: ['<dir>/modules-x', '<dir>/modules-y'],
  GOOS: ['windows', 'linux'],
  GOPATH: ['<dir>/path-x', '<dir>/path-y'],
  GOPPC64: ['power9', 'power10'],
  GORISCV64: ['rva22u64', 'rva20u64'],
  GOROOT: ['<dir>/goroot-x', '<dir>/goroot-y'],
  GOTMPDIR: ['<dir>/tmp-x', '<dir>/tmp-y'],
  GOTOOLCHAIN: ['local+path', 'local'],
  GOWASM: ['satconv', 'signext'],
  GOWORK: ['off', '<dir>/project/other.work'],
};
const valuesOf = (name: string) => VALUES[name] ?? ([`x-${name}`, `y-${name}`] as const);

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

describe.each(TOOLCHAINS)('every variable of %s', (version) => {
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

/** What decides a variable here: the variables and files that are told, and what decides those. */
function deciders(name: string, origins: Record<string, Origin>, found = new Set<string>()): Set<string> {
  for (const by of origins[name]?.by ?? []) {
    const each = 'variable' in by ? by.variable : by.file;
    if (found.has(each)) continue;
    found.add(each);
    deciders(each, origins, found);
  }
  return found;
}

describe.each(TOOLCHAINS)('what decides the variables of %s that nobody set', (version) => {
  let world: World;
  let go: Installed;
  let made = 0;
  const place = () => makePlace(join(world.folder, `run-${made++}`), go, { trees: ['goroot', 'goroot-x'] });
  beforeAll(async () => {
    world = makeWorld();
    go = { goroot: await fetchToolchain(version, world), version };
  }, 5 * MINUTES);
  afterAll(() => world.remove());

  /** Changes one thing, in one or more ways, and compares what changed with it to what is told to depend on it. */
  async function changeOne(driver: string, start: (here: Place) => void, ways: ((here: Place) => void)[]) {
    const before = place();
    start(before);
    const { values, origins } = await ask(before);
    const named = driver.replace('<dir>', before.dir);
    const told = Object.keys(values).filter((name) => name !== driver && deciders(name, origins).has(named));
    const changed = new Set<string>();
    for (const way of ways) {
      const after = place();
      start(after);
      way(after);
      const now = (await ask(after)).values;
      for (const name of Object.keys(values)) if (name !== driver && name in now && now[name] !== values[name]) changed.add(name);
    }
    return { told: told.sort(), changed: [...changed].sort() };
  }
  const setting = (name: string, value: string) => (here: Place) => {
    here.env[name] = value.replaceAll('<dir>', here.dir);
  };
  const nothing = () => undefined;

  test(
    'is told of every variable of Go',
    async () => {
      const names = Object.keys((await ask(place())).values);
      // go env asks the C compiler about its flags, and keeps the answer in the build cache.
      const starts: Record<string, (here: Place) => void> = { CC: noCompiler, GOCACHEPROG: setting('CC', 'none') };
      const more: Record<string, string[]> = { GOOS: ['windows', 'freebsd'], GO111MODULE: ['off'], GOTMPDIR: ['<dir>/tmp-x'] };
      for (const name of names) {
        const ways = (more[name] ?? [valuesOf(name)[0]]).map((value) => setting(name, value));
        const { told, changed } = await changeOne(name, starts[name] ?? nothing, ways);
        expect({ name, told }).toEqual({ name, told: changed });
      }
    },
    5 * MINUTES,
  );

  test(
    'is told of what is not Go’s',
    async () => {
      const off = (file: string) => (here: Place) => {
        mkdirSync(join(here.dir, file, 'go', 'telemetry'), { recursive: true });
        writeFileSync(join(here.dir, file, 'go', 'telemetry', 'mode'), 'off');
      };
      const removing = (file: string) => (here: Place) => rmSync(join(here.dir, file));
      const both =
        (...ways: ((here: Place) => void)[]) =>
        (here: Place) => {
          for (const way of ways) way(here);
        };
      const tried = {
        HOME: await changeOne('HOME', nothing, [both(off('home-x/.config'), setting('HOME', '<dir>/home-x'))]),
        XDG_CONFIG_HOME: await changeOne('XDG_CONFIG_HOME', setting('XDG_CONFIG_HOME', '<dir>/xdg'), [
          both(off('home-x'), setting('XDG_CONFIG_HOME', '<dir>/home-x')),
        ]),
        XDG_CACHE_HOME: await changeOne('XDG_CACHE_HOME', setting('XDG_CACHE_HOME', '<dir>/xdg'), [
          setting('XDG_CACHE_HOME', '<dir>/home-x'),
        ]),
        PATH: await changeOne('PATH', nothing, [noCompiler]),
        TMPDIR: await changeOne('TMPDIR', nothing, [setting('TMPDIR', '<dir>/tmp-x')]),
        'go.mod': await changeOne('<dir>/project/go.mod', nothing, [removing('project/go.mod')]),
        'go.work': await changeOne('<dir>/project/go.work', goWork, [removing('project/go.work')]),
      };
      for (const [name, { told, changed }] of Object.entries(tried)) expect({ name, told }).toEqual({ name, told: changed });
    },
    5 * MINUTES,
  );
});

function goWork(here: Place): void {
  writeFileSync(join(here.project, 'go.work'), 'go 1.21\n\nuse .\n');
}

/** No gcc on PATH, and a gccgo. */
function noCompiler(here: Place): void {
  here.env.PATH = join(here.dir, 'empty');
  writeFileSync(join(here.dir, 'empty', 'gccgo'), '', { mode: 0o755 });
}

describe('a go command that hands over to another one', () => {
  let world: World;
  beforeEach(() => {
    world = makeWorld();
  });
  afterEach(() => world.remove());

  const WANTED = 'go1.27.2';
  const mod = (...lines: string[]) => ['module example.test/app', '', ...lines, ''].join('\n');
  test.each([
    ['its toolchain line', 'auto', { 'go.mod': mod('go 1.21', `toolchain ${WANTED}`) }, ['go.mod', 4, `toolchain ${WANTED}`]],
    ['its go line', 'auto', { 'go.mod': mod('go 1.27.2') }, ['go.mod', 3, 'go 1.27.2']],
    ['its go line, being newer', 'auto', { 'go.mod': mod('go 1.27.2', 'toolchain go1.27.1') }, ['go.mod', 3, 'go 1.27.2']],
    ['go.work before go.mod', 'auto', { 'go.mod': mod('go 1.21'), 'go.work': 'go 1.27.2\n\nuse .\n' }, ['go.work', 1, 'go 1.27.2']],
    ['GOTOOLCHAIN', WANTED, { 'go.mod': mod('go 1.21') }, undefined],
    ['GOTOOLCHAIN, go.mod having no say', `${WANTED}+auto`, { 'go.mod': mod('go 1.24') }, undefined],
  ])(
    '%s decides GOVERSION, GOROOT and GOTOOLDIR',
    async (_, GOTOOLCHAIN, files, at) => {
      const goroot = await fetchToolchain('go1.26.8', world);
      const shipped = readFileSync(join(goroot, 'go.env'), 'utf8');
      const here = makePlace(join(world.folder, 'run'), { goroot, version: 'go1.26.8' }, { shipped, trees: ['goroot', 'goroot-x'] });
      for (const [name, text] of Object.entries(files)) writeFileSync(join(here.project, name), text);
      Object.assign(here.env, world.env, { PATH: here.env.PATH, GOTOOLCHAIN, GOROOT: join(here.dir, 'goroot-x') });

      const { values, origins } = await ask(here);

      expect(values.GOVERSION).toBe(WANTED);
      const [file, line, written] = at ?? [];
      const by = [...(at ? [{ file: join(here.project, String(file)), line, written }] : []), { variable: 'GOTOOLCHAIN' }];
      expect(origins.GOVERSION).toEqual({ source: 'computed', by });
      expect(origins.GOROOT).toEqual({ source: 'computed', by });
      expect(values.GOROOT).toBe(await fetchToolchain(WANTED, world));
      expect(deciders('GOTOOLDIR', origins)).toEqual(new Set(['GOROOT', ...(at ? [join(here.project, String(file))] : []), 'GOTOOLCHAIN']));

      here.env.GOTOOLCHAIN = 'local';
      for (const name of Object.keys(files))
        writeFileSync(join(here.project, name), name === 'go.mod' ? mod('go 1.21') : 'go 1.21\n\nuse .\n');
      const local = await ask(here);
      expect([local.values.GOVERSION, local.origins.GOROOT?.source]).toEqual(['go1.26.8', 'environment']);
    },
    5 * MINUTES,
  );

  test('go.env is that of the GOROOT in the GOENV file, though the environment names another GOROOT', async () => {
    const goroot = await fetchToolchain('go1.26.8', world);
    const trees = ['goroot', 'goroot-x', 'goroot-y'];
    const here = makePlace(join(world.folder, 'run'), { goroot, version: 'go1.26.8' }, { goenv: 'GOROOT=<dir>/goroot-y\n', trees });
    for (const tree of trees) writeFileSync(join(here.dir, tree, 'go.env'), `GOSUMDB=${tree}\n`);
    Object.assign(here.env, { XDG_CONFIG_HOME: join(here.dir, 'xdg'), GOROOT: join(here.dir, 'goroot-x') });
    const { values, origins } = await ask(here);
    expect([values.GOROOT, values.GOSUMDB]).toEqual(['<dir>/goroot-x', 'goroot-y']);
    expect(origins.GOSUMDB).toMatchObject({ written: 'goroot-y', place: { file: join(here.dir, 'goroot-y', 'go.env'), line: 1 } });
  });
});
