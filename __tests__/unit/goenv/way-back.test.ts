import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { changesOf } from '../../../src/goenv/changes.js';
import { guardFiles, putBack } from '../../../src/goenv/guarded.js';
import { pick } from '../../../src/goenv/pick.js';
import { type GoenvState, locate, look, NONE } from '../../../src/goenv/place.js';
import { replace } from '../../../src/goenv/put.js';
import { isDamaged, type Snapshot, type Store, storeOf } from '../../../src/goenv/store.js';

let home: string;
let env: NodeJS.ProcessEnv;
let file: string;

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'delve-gate-test-')));
  env = { HOME: home };
  file = join(home, '.config', 'go', 'env');
  mkdirSync(dirname(file), { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const unix = process.platform === 'win32' ? test.skip : test;
const state = (text: string, mode = 0o644): GoenvState => ({ kind: 'file', bytes: Buffer.from(text), mode });
const write = (text: string | Buffer, mode = 0o644) => {
  writeFileSync(file, text);
  chmodSync(file, mode);
};
const save = (store: Store, was: GoenvState, more: Partial<Parameters<Store['save']>[1]> = {}) =>
  store.save(was, { reason: 'asked', goenv: file, ...more });
const put = (wanted: GoenvState) => replace(locate(env, home), wanted, (was) => was);
const beside = () => readdirSync(dirname(file));

/** Root may do everything; so that permissions count, all is another user's and so are we for the time of the call. */
function asAnybody(work: () => void): void {
  if (process.getuid?.() !== 0) {
    work();
    return;
  }
  const anybody = 65534;
  for (const each of ['', ...readdirSync(home, { recursive: true })]) chownSync(join(home, String(each)), anybody, anybody);
  process.seteuid?.(anybody);
  try {
    work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('the GOENV file', () => {
  test.each([
    { what: 'the default', env: () => ({ HOME: home }), path: () => file },
    { what: 'in XDG_CONFIG_HOME', env: () => ({ HOME: home, XDG_CONFIG_HOME: join(home, 'x') }), path: () => join(home, 'x', 'go', 'env') },
    { what: 'named', env: () => ({ GOENV: join(home, 'mine') }), path: () => join(home, 'mine') },
    { what: 'relative', env: () => ({ GOENV: 'mine' }), path: () => join(home, 'mine') },
  ])('is found by the environment: $what', ({ env: given, path }) => {
    if (process.platform === 'linux') expect(locate(given(), home)).toEqual({ path: path(), file: path() });
  });

  unix.each([
    {
      what: 'off',
      make: () => ({ HOME: home, GOENV: 'off' }),
      message: /^GOENV is off, so go reads no file \(go env -w would still write .*env\); expected a file in force; unset GOENV, or name/,
    },
    {
      what: 'without a home',
      make: () => ({}),
      message: /^there is no GOENV file: HOME is not set; expected a home folder; set it, or name/,
    },
    {
      what: 'a folder',
      make: () => ({ GOENV: home }),
      message: /^GOENV .* is a folder; expected a file, or nothing; move it away, or name/,
    },
    { what: 'a pipe', make: () => ({ GOENV: pipe() }), message: /is no regular file; expected a file, or nothing/ },
    { what: 'a link to itself', make: () => ({ GOENV: loop() }), message: /is a symbolic link that leads to itself; expected a file/ },
  ])('that cannot be worked with says what was found, expected, to do: $what', ({ make, message }) => {
    expect(() => look(locate(make(), home))).toThrow(message);
  });

  function pipe(): string {
    execFileSync('mkfifo', [join(home, 'pipe')]);
    return join(home, 'pipe');
  }

  function loop(): string {
    symlinkSync('loop', join(home, 'loop'));
    return join(home, 'loop');
  }

  unix('that may not be read says so, which the go command does not', () => {
    write('GOFLAGS=-x\n', 0o000);
    asAnybody(() => expect(() => look(locate(env, home))).toThrow(/cannot be read \(EACCES\); expected a file that you may read; make it/));
  });
});

describe('putting a file back', () => {
  const bytes = Buffer.from([0xff, 0x00, 0x0d, 0x0a, 0x47, 0x4f, 0x3d]);

  test.each([
    { what: 'over another', before: () => write('GOFLAGS=-x\n'), wanted: { kind: 'file', bytes, mode: 0o600 } as GoenvState },
    { what: 'where there was none', before: () => {}, wanted: state('GOOS=linux\n', 0o640) },
    { what: 'where there is no folder', before: () => rmSync(dirname(file), { recursive: true }), wanted: state('') },
    { what: 'as none', before: () => write('GOFLAGS=-x\n'), wanted: NONE },
    { what: 'in its mode alone', before: () => write('x', 0o644), wanted: state('x', 0o400) },
  ])('gives its bytes and mode, and leaves nothing beside it: $what', ({ before, wanted }) => {
    before();
    const was = look(locate(env, home));
    expect(put(wanted)).toEqual({ was, kept: was });
    expect(look(locate(env, home))).toEqual(wanted);
    expect(beside()).toEqual(wanted.kind === 'none' ? [] : ['env']);
  });

  test('that is so already touches nothing and keeps nothing', () => {
    write('x');
    utimesSync(file, 1, 1);
    expect(put(state('x'))).toBeNull();
    expect(statSync(file).mtimeMs).toBe(1000);
  });

  unix('keeps a symbolic link, and writes what it leads to', () => {
    const target = join(home, 'dotfiles', 'goenv');
    mkdirSync(dirname(target));
    symlinkSync('../../dotfiles/goenv', file);
    put(state('GOOS=linux\n', 0o600));
    expect([readlinkSync(file), readFileSync(target, 'utf8'), readdirSync(dirname(target))]).toEqual([
      '../../dotfiles/goenv',
      'GOOS=linux\n',
      ['goenv'],
    ]);
    put(NONE);
    expect([readlinkSync(file), existsSync(target)]).toEqual(['../../dotfiles/goenv', false]);
  });

  unix('that cannot be written changes nothing and says where', () => {
    write('before');
    chmodSync(dirname(file), 0o555);
    asAnybody(() => {
      for (const wanted of [state('after'), NONE])
        expect(() => put(wanted)).toThrow(
          /^GOENV .* cannot be (written|removed) \(EACCES\); expected a folder .*; nothing was changed; see to /,
        );
    });
    expect(readFileSync(file, 'utf8')).toBe('before');
    expect(beside()).toEqual(['env']);
  });

  test('looks again when another program wrote it meanwhile, so that nothing is lost', () => {
    write('first');
    const kept: string[] = [];
    replace(locate(env, home), state('wanted'), (was) => {
      kept.push(was.kind === 'file' ? was.bytes.toString() : 'none');
      if (kept.length === 1) write('second');
    });
    expect([kept, readFileSync(file, 'utf8')]).toEqual([['first', 'second'], 'wanted']);
  });

  test('gives up when that never ends', () => {
    write('0');
    let at = 0;
    expect(() => replace(locate(env, home), state('wanted'), () => write(String(++at)))).toThrow(/is being changed again and again/);
    expect(readFileSync(file, 'utf8')).toBe(String(at));
  });

  test('takes away what a killed run left beside it long ago, and nothing that is young', () => {
    const [old, young] = ['0123456789abcdef', 'fedcba9876543210'].map((id) => join(dirname(file), `.delve-gate-${id}.new`)) as [
      string,
      string,
    ];
    for (const each of [old, young]) writeFileSync(each, '');
    utimesSync(old, 1, 1);
    put(state('x'));
    expect(beside().sort()).toEqual([young.slice(dirname(file).length + 1), 'env']);
  });

  unix('leaves the file to its owner', () => {
    if (process.getuid?.() !== 0) return;
    write('x');
    chownSync(file, 65534, 65534);
    put(state('y'));
    expect(statSync(file)).toMatchObject({ uid: 65534, gid: 65534 });
  });
});

describe('snapshots', () => {
  let store: Store;
  beforeEach(() => {
    store = storeOf(env);
  });

  test('say what they are, keep the bytes for anybody to read, and are for their owner alone', () => {
    const taken = save(store, state('GOFLAGS=-x\r\n', 0o600), {
      label: 'before',
      go: 'go1.26.8',
      now: new Date('2026-03-14T09:26:53.589Z'),
    });
    expect(taken).toMatchObject({
      name: expect.stringMatching(/^20260314-092653-589-[0-9a-f]{6}$/),
      time: '2026-03-14T09:26:53.589Z',
      reason: 'asked',
      label: 'before',
      goenv: file,
      go: 'go1.26.8',
      file: { size: 12, mode: '0600', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(store.list()).toEqual([taken]);
    const path = join(store.folder, `${taken.name}.goenv`);
    expect(readFileSync(path, 'utf8').split('\n').slice(1).join('\n')).toBe('GOFLAGS=-x\r\n');
    if (process.platform !== 'win32') expect([statSync(path).mode & 0o777, statSync(store.folder).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  test('that there was no file is kept too', () => {
    expect(save(store, NONE)).toMatchObject({ file: null, state: NONE });
    expect(store.list()).toMatchObject([{ file: null, state: NONE }]);
  });

  test('have names that sort by time, also within a second', () => {
    const at = [5, 1, 999, 30].map((ms) => new Date(Date.UTC(2026, 0, 1, 0, 0, 0, ms)));
    for (const now of at) save(store, NONE, { now });
    expect(store.list().map((each) => (each as Snapshot).time.slice(-4, -1))).toEqual(['001', '005', '030', '999']);
  });

  test('of the same moment are two', () => {
    const now = new Date();
    for (const text of ['a', 'b', 'c']) save(store, state(text), { now });
    expect(store.list()).toHaveLength(3);
  });

  test.each([
    ['a byte more', (whole: string) => `${whole}x`],
    ['a byte less', (whole: string) => whole.slice(0, -1)],
    ['another byte', (whole: string) => whole.replace('-mod=vendor', '-mod=vendoR')],
    ['another mode', (whole: string) => whole.replace('"0644"', '"0666"')],
    ['another file', (whole: string) => whole.replace('"goenv":"', '"goenv":"/')],
    ['another label', (whole: string) => whole.replace('"label":null', '"label":"x"')],
    ['no file', (whole: string) => whole.replace(/"file":\{.*\}/, '"file":null')],
    ['another format', (whole: string) => whole.replace('snapshot/1', 'snapshot/2')],
    ['half of it', (whole: string) => whole.slice(0, whole.length / 2)],
    ['nothing', () => ''],
    ['what is no object', () => 'null\n'],
  ])('that are damaged are listed and refused: %s', (_, damage) => {
    const { name } = save(store, state('GOFLAGS=-mod=vendor\n'));
    const path = join(store.folder, `${name}.goenv`);
    writeFileSync(path, damage(readFileSync(path, 'utf8')));
    const [row] = store.list();
    expect(row).toEqual({ name, goenv: row?.goenv, damage: expect.any(String) });
    expect(() => pick(store, name, file)).toThrow(/ is damaged: .*; it is not put back; expected one of /);
    // One that says that it is of another file is not offered for this one.
    if (row?.goenv === null || row?.goenv === file) expect(() => pick(store, undefined, file)).toThrow(/ is damaged: /);
    else expect(() => pick(store, undefined, file)).toThrow(/^there is no snapshot of /);
  });

  test('cannot be taken without a place, and say so', () => {
    expect(() => storeOf({})).toThrow(/^there is no folder for snapshots: no home folder is set; expected HOME; set it, or XDG_STATE_HOME/);
    expect(storeOf({ XDG_STATE_HOME: join(home, 'state'), HOME: '/none' }).folder).toBe(join(home, 'state', 'delve-gate', 'goenv'));
    if (process.platform === 'linux')
      expect(storeOf({ XDG_STATE_HOME: 'relative', HOME: home }).folder).toBe(join(home, '.local', 'state', 'delve-gate', 'goenv'));
    writeFileSync(join(home, '.local'), '');
    if (process.platform === 'linux')
      expect(() => save(storeOf(env), NONE)).toThrow(/cannot be written \(ENOTDIR\).*nothing was changed; set XDG_STATE_HOME/);
  });
});

describe('the snapshot that is meant', () => {
  test('is the newest of this file without a name, but none that a restore kept', () => {
    const store = storeOf(env);
    const [first, , guard] = [
      save(store, state('1'), { now: new Date(1000) }),
      save(store, state('2'), { now: new Date(2000), reason: 'restore' }),
      save(store, state('3'), { now: new Date(3000), reason: 'guard' }),
      save(store, state('4'), { now: new Date(4000), goenv: '/other' }),
    ] as [Snapshot, Snapshot, Snapshot, Snapshot];
    expect(pick(store, undefined, file)).toEqual(guard);
    store.remove(guard.name);
    expect(pick(store, undefined, file)).toEqual(first);
  });

  test('is named by its name, or by the newest of a label', () => {
    const store = storeOf(env);
    save(store, state('1'), { now: new Date(1000), label: 'good' });
    const second = save(store, state('2'), { now: new Date(2000), label: 'good' });
    const restored = save(store, state('3'), { now: new Date(3000), reason: 'restore' });
    expect(pick(store, 'good', file)).toEqual(second);
    expect(pick(store, restored.name, file)).toEqual(restored);
  });

  test('is of this file, or an error says of which', () => {
    const store = storeOf(env);
    expect(() => pick(store, undefined, file)).toThrow(
      `there is no snapshot of ${file}; expected one of ${file}: delve-gate env snapshot takes it`,
    );
    const { name } = save(store, NONE, { goenv: '/other' });
    expect(() => pick(store, name, file)).toThrow(`snapshot ${name} is of /other, and GOENV is ${file}; name that file: GOENV=/other`);
    const mine = save(store, NONE, { label: 'mine' });
    expect(() => pick(store, 'nix', file)).toThrow(
      `there is no snapshot "nix"; expected one of those that are there: ${mine.name} (mine) (delve-gate`,
    );
  });
});

describe('what changed', () => {
  test('is told by variable, the last line of each, without what may not be shown', () => {
    const was = state('GOFLAGS=-a\nGOFLAGS=-b\nGOPROXY=https://u:p@x\nSECRET=1\nGOOS=linux\n');
    const is = state('GOFLAGS=-c\nGOPROXY=https://u:q@x\nSECRET=2\nGOAUTH=netrc\n', 0o600);
    expect(changesOf(was, is)).toEqual({
      same: false,
      unread: false,
      mode: { was: '0644', is: '0600' },
      changes: [
        { name: 'GOAUTH', was: null, is: 'netrc', line: 4, hidden: false },
        { name: 'GOFLAGS', was: '-b', is: '-c', line: 1, hidden: false },
        { name: 'GOOS', was: 'linux', is: null, line: 5, hidden: false },
        { name: 'GOPROXY', was: 'https://x', is: 'https://x', line: 2, hidden: true },
        { name: 'SECRET', was: '(left out)', is: '(left out)', line: 3, hidden: true },
      ],
    });
  });

  test.each([
    { what: 'nothing', was: state('GOOS=linux\n'), is: state('GOOS=linux\n'), same: true, unread: false },
    { what: 'a comment', was: state('GOOS=linux\n'), is: state('# x\nGOOS=linux\n'), same: false, unread: true },
    { what: 'a mode', was: state('GOOS=linux\n'), is: state('GOOS=linux\n', 0o600), same: false, unread: false },
    { what: 'an empty file', was: NONE, is: state(''), same: false, unread: false },
  ])('is $what', ({ was, is, same, unread }) => expect(changesOf(was, is)).toMatchObject({ same, unread, changes: [] }));
});

describe('a guarded file', () => {
  const guard = () => guardFiles(env, home)[0] as ReturnType<typeof guardFiles>[0];
  const left = () => storeOf(env).list();

  test.each<{ what: string; job: () => void; changes: number | null }>([
    { what: 'another text', job: () => write('GOOS=linux\nGOFLAGS=-x\n'), changes: 1 },
    { what: 'another mode', job: () => chmodSync(file, 0o666), changes: 0 },
    { what: 'none', job: () => rmSync(file), changes: 1 },
    { what: 'no folder', job: () => rmSync(join(home, '.config'), { recursive: true }), changes: 1 },
    {
      what: 'a link to the same text elsewhere',
      job: () => {
        rmSync(file);
        writeFileSync(join(home, 'elsewhere'), 'GOOS=linux\n');
        symlinkSync(join(home, 'elsewhere'), file);
      },
      changes: null,
    },
  ])('is put back when the job made it $what', ({ job, changes }) => {
    if (process.platform === 'win32') return;
    write('GOOS=linux\n', 0o600);
    const before = lstatSync(file).mode;
    const guarded = guard();
    job();
    const found = putBack(guarded);
    expect(found).toMatchObject({ path: file, state: 'restored' });
    if (found.state === 'restored') expect(found.changes?.changes.length ?? null).toBe(changes);
    expect({ text: readFileSync(file, 'utf8'), mode: lstatSync(file).mode }).toEqual({ text: 'GOOS=linux\n', mode: before });
    if (existsSync(join(home, 'elsewhere'))) expect(readFileSync(join(home, 'elsewhere'), 'utf8')).toBe('GOOS=linux\n');
    expect(left()).toEqual([]);
  });

  test('is left alone when it is the same, and the snapshot goes', () => {
    write('GOOS=linux\n');
    expect(putBack(guard())).toEqual({ path: file, state: 'same' });
    expect(left()).toEqual([]);
  });

  test.each([
    { what: 'gone', job: (path: string) => rmSync(path), reason: /is gone from/ },
    { what: 'damaged', job: (path: string) => writeFileSync(path, 'x'), reason: /is damaged: its first line is no JSON/ },
  ])('is not put back from a snapshot that is $what', ({ job, reason }) => {
    write('GOOS=linux\n');
    const guarded = guard();
    write('GOOS=windows\n');
    job(join(guarded.folder, `${guarded.snapshot}.goenv`));
    expect(putBack(guarded)).toMatchObject({ state: 'failed', reason: expect.stringMatching(reason), snapshot: guarded.snapshot });
    expect(readFileSync(file, 'utf8')).toBe('GOOS=windows\n');
  });

  test('is not put back from a snapshot that the job took in the place of ours', () => {
    write('GOOS=linux\n');
    const guarded = guard();
    const theirs = save(storeOf(env), state('GOOS=plan9\n'));
    const path = (name: string) => join(guarded.folder, `${name}.goenv`);
    writeFileSync(path(guarded.snapshot), readFileSync(path(theirs.name)));
    expect(putBack(guarded)).toMatchObject({
      state: 'failed',
      reason: expect.stringMatching(/is not the one that was taken: the job changed it/),
    });
  });

  test('is the one that GOENV names, and the default one beside it', () => {
    if (process.platform !== 'linux') return;
    expect(guardFiles({ ...env, GOENV: 'mine' }, home).map(({ path }) => path)).toEqual([join(home, 'mine'), file]);
    expect(guardFiles({ ...env, GOENV: 'off' }, home).map(({ path }) => path)).toEqual([file]);
    expect(guardFiles({ GOENV: 'off' }, home)).toEqual([]);
    expect(left().every((each) => !isDamaged(each) && each.reason === 'guard')).toBe(true);
  });
});
