import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Bisection } from '../../src/model/bisect.js';
import { type Machine, makeMachine, program, set, goenv as writeGoenv } from '../support/machine.js';
import { newMarker, processesWith, until } from '../support/marked.js';
import { CLI, delveGate, exec, KEPT, type Ran } from '../support/world.js';

jest.setTimeout(180_000);

let machine: Machine;
let marker: ReturnType<typeof newMarker>;
let file: string;
let scratch: string;

beforeEach(() => {
  machine = makeMachine();
  marker = newMarker();
  file = join(machine.world.env.HOME as string, '.config', 'go', 'env');
  scratch = join(machine.world.folder, 'scratch');
  mkdirSync(scratch);
  // Else the go of the machine decides, and a go env -w would be hidden.
  set({ GOTOOLCHAIN: undefined, [marker.name]: marker.value })(machine);
  goenv('# mine, kept as it is\r\nGOAMD64=v1\n\n');
});
afterEach(() => {
  const left = processesWith(marker);
  machine.world.remove();
  expect(left).toEqual([]);
});

const goenv = (text: string) => writeGoenv(machine, text);
const add = (text: string) => goenv(`${readFileSync(file, 'utf8')}${text}`);
const env = (values: NodeJS.ProcessEnv) => set(values)(machine);
const w = async (...settings: string[]) => {
  const ran = await exec('go', ['env', '-w', ...settings], { env: machine.world.env, cwd: scratch });
  expect(ran).toMatchObject({ code: 0 });
};
const gate = (...args: string[]) => delveGate(['env', ...args], machine.world, machine.project);

/** The file as it is, to the byte, and which file it is. */
function seen() {
  const { mode, ino, mtimeMs } = statSync(file);
  return { bytes: readFileSync(file).toString('latin1'), mode, ino, mtimeMs };
}

async function bisect(): Promise<{ ran: Ran; found: Bisection }> {
  const before = seen();
  const ran = await gate('bisect', '--format', 'json');
  expect(seen()).toEqual(before);
  expect(readdirSync(machine.world.env.HOME as string).filter((each) => !/^(\.cache|\.config|\.local|go)$/.test(each))).toEqual([]);
  return { ran, found: JSON.parse(ran.stdout) };
}

/** Each set of culprits: `GOOS=windows@2` is line 2 of the GOENV file. */
const named = ({ traced }: Bisection) =>
  traced.map(({ cause, sets, complete }) => ({
    cause,
    complete,
    sets: sets.map((set) => set.map(({ name, value, place }) => `${name}=${value}${place ? `@${place.line}` : ''}`)),
  }));

const POLLUTIONS: { what: string; by: () => void | Promise<void>; cause: string; sets: () => string[][] }[] = [
  { what: 'a variable', by: () => env({ GO111MODULE: 'off' }), cause: 'gopath-mode-off', sets: () => [['GO111MODULE=off']] },
  { what: 'another platform', by: () => w('GOOS=windows'), cause: 'target-arch-mismatch', sets: () => [['GOOS=windows@4']] },
  { what: 'a GOROOT after which no go runs', by: () => w('GOROOT=/nowhere'), cause: 'goroot-invalid', sets: () => [['GOROOT=/nowhere@4']] },
  {
    what: 'a toolchain that is none',
    by: () => w('GOTOOLCHAIN=bogus', 'GOFLAGS=-v'),
    cause: 'toolchain-not-available',
    sets: () => [['GOTOOLCHAIN=bogus@5']],
  },
  {
    what: 'a line with a carriage return',
    by: () => add('GOFLAGS=-v\nGOARCH=amd64\r\n'),
    cause: 'env-written-by-go-env-w',
    sets: () => [['GOARCH=amd64\r@5']],
  },
  { what: 'a relative GOPATH', by: () => add('GOPATH=go\n'), cause: 'gopath-invalid', sets: () => [['GOPATH=go@4']] },
  {
    what: 'a shim before go',
    by: () => {
      program(join(scratch, 'go'), '#!/bin/sh\nexit 7\n');
      env({ PATH: `${scratch}${delimiter}${machine.world.env.PATH}` });
    },
    cause: 'go-command-broken',
    sets: () => [[`PATH=${scratch}`]],
  },
  {
    what: 'a temporary folder that is not there',
    by: () => env({ TMPDIR: '/no/such' }),
    cause: 'temp-unusable',
    sets: () => [['TMPDIR=/no/such']],
  },
  {
    what: 'a variable that is not of Go',
    by: () => env({ XDG_CACHE_HOME: 'relative', GOCACHE: undefined }),
    cause: 'home-gocache-unusable',
    sets: () => [['XDG_CACHE_HOME=relative']],
  },
  {
    what: 'a GOENV file that is a folder',
    by: () => env({ GOENV: scratch }),
    cause: 'goenv-unreadable',
    sets: () => [[`GOENV=${scratch}`]],
  },
  {
    what: 'two that do nothing alone, a variable and a line',
    by: async () => {
      const { stdout } = await exec('go', ['env', 'GOROOT'], { env: machine.world.env });
      for (const each of readdirSync(stdout.trim())) symlinkSync(join(stdout.trim(), each), join(scratch, each));
      env({ GOROOT: scratch });
      add(`GOPATH=${scratch}\n`);
    },
    cause: 'gopath-equals-goroot',
    sets: () => [[`GOPATH=${scratch}@4`, `GOROOT=${scratch}`]],
  },
  {
    what: 'two of which each is enough',
    by: async () => {
      await w('GO111MODULE=off');
      env({ GO111MODULE: 'off' });
    },
    cause: 'gopath-mode-off',
    sets: () => [['GO111MODULE=off@1'], ['GO111MODULE=off']],
  },
];

test.each(POLLUTIONS)('$what is found, and nothing else; the GOENV file is put back byte for byte', async ({ by, cause, sets }) => {
  const clean = seen();
  expect(await gate('snapshot')).toMatchObject({ code: 0 });
  await by();

  const { ran, found } = await bisect();

  expect({ code: ran.code, result: found.result }).toEqual({ code: 1, result: 'found' });
  // go env -w sorts what it writes: the line is where it says.
  const lines = readFileSync(file, 'latin1').split('\n');
  const shown = named(found).map((each) => ({
    ...each,
    sets: each.sets.map((set) =>
      set.map((one) => one.replace(/@(\d+)$/s, (_, line) => (lines[Number(line) - 1] === one.replace(/@\d+$/s, '') ? '@' : `@${line}`))),
    ),
  }));
  expect(shown).toEqual([{ cause, complete: true, sets: sets().map((set) => set.map((one) => one.replace(/@\d+$/s, '@'))) }]);

  delete machine.world.env.GOENV;
  expect(await gate('restore')).toMatchObject({ code: 0 });
  const { bytes, mode } = seen();
  expect({ bytes, mode }).toEqual({ bytes: clean.bytes, mode: clean.mode });
});

describe('a bisection', () => {
  test('goes down to the link that is broken, with a debugger', async () => {
    // In a clean environment the caches are where HOME has them.
    const { HOME: home = '' } = machine.world.env;
    for (const [kept, usual] of [
      ['gocache', '.cache/go-build'],
      ['tools', '.cache/delve-gate/tools'],
      ['gomodcache', 'go/pkg/mod'],
    ] as const) {
      mkdirSync(dirname(join(home, usual)), { recursive: true });
      symlinkSync(join(KEPT, kept), join(home, usual));
    }
    env({ GOCACHE: undefined, GOMODCACHE: undefined, RUNNER_TOOL_CACHE: undefined });
    writeFileSync(join(machine.project, 'delve-gate.yml'), 'version: 1\nsmoke:\n  modes: [exec]\n');
    add('GOFLAGS=-ldflags=-s\n');
    const { found } = await bisect();
    expect(named(found)).toEqual([{ cause: 'debug-info-stripped', complete: true, sets: [['GOFLAGS=-ldflags=-s@4']] }]);
  });

  test('has nothing to do where the check passes', async () => {
    env({ GOCACHE: undefined });
    writeFileSync(join(machine.project, 'delve-gate.yml'), 'version: 1\nsmoke:\n  modes: []\n');
    const ran = await gate('bisect');
    expect(ran).toMatchObject({ code: 0, stdout: 'delve-gate  the check passes here: there is nothing to bisect\n' });
  });

  test('says that it is not the environment where a clean one fails too', async () => {
    writeFileSync(join(machine.project, 'go.mod'), 'module example.com/app\n\ngo 1.99\n');
    env({ GOTOOLCHAIN: 'local' });
    add('GOTOOLCHAIN=local\n');
    const { ran, found } = await bisect();
    expect({ code: ran.code, result: found.result, cause: found.causes[0]?.link }).toEqual({
      code: 1,
      result: 'not-the-environment',
      cause: 'toolchain',
    });
  });

  test('says that two checks disagree', async () => {
    const [real] = (await exec('sh', ['-c', 'command -v go'], { env: machine.world.env })).stdout.split('\n');
    const seenBy = join(scratch, 'seen');
    mkdirSync(seenBy);
    // A go that does not run for the check that asks it first, and does for all others.
    const script = `[ -n "$(ls ${seenBy})" ] || mkdir -p ${seenBy}/$PPID\n[ -d ${seenBy}/$PPID ] && exit 7\nexec ${real} "$@"\n`;
    program(join(scratch, 'bin', 'go'), `#!/bin/sh\n${script}`);
    env({ PATH: `${join(scratch, 'bin')}${delimiter}${machine.world.env.PATH}` });
    const { ran, found } = await bisect();
    expect({ code: ran.code, result: found.result }).toEqual({ code: 3, result: 'flaky' });
    expect(found.reason).toMatch(/^two checks of this environment disagree: go-command-broken, then /);
  });

  test('that is stopped leaves nothing behind', async () => {
    env({ GO111MODULE: 'off' });
    const before = seen();
    const running = spawn(process.execPath, [CLI, 'env', 'bisect'], {
      cwd: machine.project,
      env: machine.world.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    running.stdout.on('data', (text) => {
      out += text;
    });
    const ended = new Promise((resolve) => running.once('close', resolve));
    const home = machine.world.env.HOME as string;
    const ours = () => readdirSync(home).filter((each) => each.startsWith('delve-gate-'));
    await until(
      () => 'its folder',
      () => ours().length > 0,
      60_000,
    );
    running.kill('SIGINT');
    expect(await ended).toBe(130);
    expect({ out, ours: ours(), file: seen(), temporary: readdirSync(machine.world.env.TMPDIR as string) }).toEqual({
      out: '',
      ours: [],
      file: before,
      temporary: [],
    });
  });

  test('shows no value of a variable that is not of Go, and cuts credentials', async () => {
    env({ GOFLAGS: '-nosuch=https://somebody:secret@x.example', TOKEN: 'secret' });
    const text = await gate('bisect');
    expect(text.code).toBe(1);
    expect(text.stdout).toContain('GOFLAGS=-nosuch=https://x.example');
    expect(`${text.stdout}${text.stderr}`).not.toContain('secret');
    for (const line of text.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });
});
