import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Origin } from '../../src/model/facts.js';
import { type Answer, ask, type Installed, makePlace, type Place } from '../support/go-place.js';
import { GO_RELEASES, valuesOf } from '../support/go-values.js';
import { fetchToolchain } from '../support/toolchain.js';
import { makeWorld, type World } from '../support/world.js';

const MINUTES = 60_000;

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

describe.each(GO_RELEASES)('what decides the variables of %s that nobody set', (version) => {
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
    const { dir, values, origins } = await startingWith(start);
    const named = driver.replace('<dir>', dir);
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
  const known = new Map<(here: Place) => void, Promise<Answer & { dir: string }>>();
  /** What is said where nothing was changed yet; asked once. */
  function startingWith(start: (here: Place) => void): Promise<Answer & { dir: string }> {
    const asked = known.get(start) ?? askAfter(start);
    known.set(start, asked);
    return asked;
  }
  async function askAfter(start: (here: Place) => void): Promise<Answer & { dir: string }> {
    const before = place();
    start(before);
    return { ...(await ask(before)), dir: before.dir };
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
      const tried = async (name: string) => {
        const ways = (more[name] ?? [valuesOf(name)[0]]).map((value) => setting(name, value));
        return { name, ...(await changeOne(name, starts[name] ?? nothing, ways)) };
      };
      for (let at = 0; at < names.length; at += 4)
        for (const { name, told, changed } of await Promise.all(names.slice(at, at + 4).map(tried)))
          expect({ name, told }).toEqual({ name, told: changed });
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

      if (GOTOOLCHAIN === 'auto') {
        delete here.env.GOTOOLCHAIN;
        writeFileSync(join(here.dir, 'goroot', 'go.env'), shipped.replace(/^GOTOOLCHAIN=.*$/m, 'GOTOOLCHAIN=auto'));
        delete here.env.GOROOT;
        const { file } = (await ask(here)).origins.GOTOOLCHAIN?.place ?? {};
        expect(file).toBe(join(here.dir, 'goroot', 'go.env'));
        here.env.GOROOT = join(here.dir, 'goroot-x');
      }

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
