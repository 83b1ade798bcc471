import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { goBuildId } from '../../../src/facts/build-id.js';
import { proveByUserMode, type UserModeOptions, type UserModeResult } from '../../../src/guest/user-mode.js';
import type { BuildFacts } from '../../../src/model/facts.js';
import { Scope } from '../../../src/system/scope.js';

let folder: string;
let bin: string;
let scope: Scope;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'delve-gate-test-'));
  bin = join(folder, 'bin');
  mkdirSync(bin);
  scope = new Scope();
  script('go', `printf '%s: go1.26.8\\n\\tpath\\tx\\n' "$3"`);
});
afterEach(async () => {
  await scope.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A program that notes how it is called. */
function script(name: string, text: string): string {
  const file = join(bin, name);
  writeFileSync(file, `#!/bin/sh\necho "${name} $*" >> ${folder}/log\n${text}\n`);
  chmodSync(file, 0o755);
  return file;
}

const calls = () => readFileSync(join(folder, 'log'), 'utf8').split('\n');
const QEMU = 'case "$1" in --version) echo "qemu-aarch64 version 7.2.22 (Debian)" ;; *) exit ${CODE:-0} ;; esac';

/** The start of a Go program: an ELF header of that machine without sections, and the linker's note. */
function elf(machine: number, buildId = 'abc/def'): Buffer {
  const head = Buffer.alloc(64);
  head.write('7f454c46020101', 'hex');
  head.writeUInt16LE(2, 16);
  head.writeUInt16LE(machine, 18);
  const note = Buffer.alloc(16 + buildId.length);
  note.writeUInt32LE(4, 0);
  note.writeUInt32LE(buildId.length, 4);
  note.writeUInt32LE(4, 8);
  note.write('Go\0\0', 12, 'latin1');
  note.write(buildId, 16);
  return Buffer.concat([head, Buffer.from('Go\0\0, but no note'), note]);
}

function built(subject: string, more: Partial<BuildFacts> = {}, machine = 183): BuildFacts {
  const path = join(folder, subject);
  writeFileSync(path, elf(machine));
  chmodSync(path, 0o755);
  const binary = { path, format: 'elf', os: 'linux', arch: 'arm64', debugInfo: true, dynamic: false, go: null, settings: {} };
  return { subject, ours: subject === 'ours', package: '.', ok: true, output: '', ms: 1, binary, ...more };
}

function prove(more: Partial<UserModeOptions> = {}, builds = [built('ours'), built('user')]): Promise<UserModeResult> {
  return proveByUserMode({
    target: 'linux/arm64',
    host: { binfmt: null },
    builds: Promise.resolve(builds),
    modes: ['exec', 'attach'],
    install: false,
    go: join(bin, 'go'),
    env: { PATH: bin },
    scope,
    onProgress: () => {},
    ...more,
  });
}

describe('user-mode emulation', () => {
  test('proves that ours starts, and reads both files; no mode is tried', async () => {
    const path = script('qemu-aarch64-static', QEMU);
    const proved = await prove();
    expect(proved).toMatchObject({
      how: 'user',
      failure: null,
      userMode: {
        qemu: { path, version: '7.2.22', installed: false, by: 'path' },
        starts: true,
        programs: [
          { subject: 'ours', header: 'linux/arm64', go: 'go1.26.8', buildId: 'abc/def', dwarf: false },
          { subject: 'user', header: 'linux/arm64' },
        ],
      },
    });
    expect(proved.sessions.map(({ mode, subject, reason, impossible }) => [mode, subject, reason, impossible])).toEqual(
      ['ours', 'user'].flatMap((subject) => ['exec', 'attach'].map((mode) => [mode, subject, 'user-mode emulation has no ptrace', true])),
    );
    expect(calls().filter((line) => line.startsWith('qemu') && line.includes(folder))).toEqual([
      `qemu-aarch64-static ${join(folder, 'ours')} once`,
    ]);
  });

  test('takes the qemu that the kernel starts by itself, where none is on PATH', async () => {
    const binfmt = [{ name: 'qemu-aarch64', enabled: true, interpreter: '/usr/libexec/qemu-aarch64', arch: 'arm64' }];
    const ours = built('ours');
    writeFileSync(join(folder, 'ours'), '#!/bin/sh\ntest "$1" = once\n');
    const proved = await prove({ host: { binfmt } }, [ours]);
    expect(proved.userMode).toMatchObject({ qemu: { path: '/usr/libexec/qemu-aarch64', version: null, by: 'binfmt' }, starts: true });
  });

  test('does not take a registration that is switched off, or of another architecture', async () => {
    const binfmt = [
      { name: 'qemu-aarch64', enabled: false, interpreter: '/x', arch: 'arm64' },
      { name: 'qemu-riscv64', enabled: true, interpreter: '/x', arch: 'riscv64' },
    ];
    const proved = await prove({ host: { binfmt } });
    expect(proved.failure).toMatchObject({
      kind: 'qemu-user-missing',
      message: 'there is no qemu-aarch64 on PATH, and the policy forbids to install it',
    });
    expect(proved.userMode).toMatchObject({ qemu: null, starts: null, programs: [{ header: 'linux/arm64' }, {}] });
  });

  test.each([
    ['there is no apt-get', '', /^there is no qemu-aarch64 on PATH; there is no apt-get$/],
    ['apt-get fails', 'echo "E: no such thing" >&2; exit 100', /^there is no qemu-aarch64 on PATH; qemu-user could not be installed: /],
    ['apt-get brings none', 'exit 0', /^qemu-user was installed, and still there is no qemu-aarch64 on PATH$/],
  ])('is missing where %s', async (_, apt, message) => {
    if (apt) script('apt-get', apt);
    script('sudo', 'shift; exec "$@"');
    // The machine's own folders may hold a qemu-user.
    script('env', 'exec /usr/bin/env "$@"');
    const proved = await prove({ install: true });
    expect(proved.failure).toMatchObject({ kind: 'qemu-user-missing', message: expect.stringMatching(message) });
  });

  test('that crashes is said so, with its words', async () => {
    script('qemu-aarch64', 'case "$1" in --version) echo version 7.2.22 ;; *) echo "fatal error: x" >&2; kill -TRAP $$ ;; esac');
    const proved = await prove();
    expect(proved.failure).toMatchObject({
      kind: 'emulated-start-failed',
      message: `our own debuggee does not run under ${join(bin, 'qemu-aarch64')}: SIGTRAP: fatal error: x`,
    });
    expect(proved.userMode?.starts).toBe(false);
  });

  test('starts no program of the user, and says when that is none of Go', async () => {
    script('qemu-aarch64', QEMU);
    script('go', `case "$3" in *user) ;; *) echo "$3: go1.26.8" ;; esac`);
    const proved = await prove();
    expect(proved.failure).toMatchObject({ kind: 'not-a-go-program', message: 'user carries no build information of Go' });
  });

  test('tries nothing where nothing could be built', async () => {
    script('qemu-aarch64', QEMU);
    const proved = await prove({}, [built('ours', { ok: false, binary: null })]);
    expect(proved).toMatchObject({ failure: null, sessions: [], userMode: { starts: null, programs: [] } });
  });
});

describe('the build id', () => {
  test.each([
    ['a Go program', elf(183, 'a/b/c'), 'a/b/c'],
    ['one linked without', elf(183, ''), null],
    ['no program', Buffer.from('#!/bin/sh\n'), null],
    ['an empty file', Buffer.alloc(0), null],
  ])('of %s', async (_, bytes, expected) => {
    writeFileSync(join(folder, 'file'), bytes);
    expect(await goBuildId(join(folder, 'file'))).toBe(expected);
  });

  test('of a big-endian program', async () => {
    const bytes = elf(22, 'x/y');
    bytes[5] = 2;
    bytes.subarray(64 + 17, 64 + 29).swap32();
    writeFileSync(join(folder, 'file'), bytes);
    expect(await goBuildId(join(folder, 'file'))).toBe('x/y');
  });
});
