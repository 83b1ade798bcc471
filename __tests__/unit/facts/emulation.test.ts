import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { binfmt, parseBinfmt } from '../../../src/facts/emulation.js';

/** What Debian's qemu-user-static registers: the first 20 bytes of such a program, all but its ABI and kind. */
function entry(magic: string, { state = 'enabled', interpreter = '/usr/libexec/qemu-binfmt/x' } = {}): string {
  return `${state}\ninterpreter ${interpreter}\nflags: POCF\noffset 0\nmagic ${magic}\nmask ffffffffffffff00fffffffffffffffffeffffff\n`;
}
const ELF64 = '7f454c46020101000000000000000000';
const ELF32 = '7f454c46010101000000000000000000';
const ARM64 = `${ELF64}0200b700`;

describe('a registration', () => {
  test.each([
    ['qemu-aarch64', ARM64, 'arm64'],
    ['qemu-riscv64', `${ELF64}0200f300`, 'riscv64'],
    ['qemu-ppc64le', `${ELF64}02001500`, 'ppc64le'],
    ['qemu-loongarch64', `${ELF64}02000201`, 'loong64'],
    ['qemu-i386', `${ELF32}02000300`, '386'],
    ['rosetta', `${ELF64}02003e00`, 'amd64'],
    ['FEX-x86', `${ELF32}02000300`, '386'],
    ['qemu-s390x', '7f454c4602020100000000000000000000020016', 's390x'],
  ])('%s is read by its magic', (name, magic, arch) => {
    expect(parseBinfmt(name, entry(magic))).toEqual({ name, enabled: true, interpreter: '/usr/libexec/qemu-binfmt/x', arch });
  });

  test('whose magic says nothing is read by its name', () => {
    expect(parseBinfmt('qemu-aarch64-static', entry('7f454c46'))).toMatchObject({ arch: 'arm64' });
  });

  test.each([
    ['python3.11', 'enabled\ninterpreter /usr/bin/python3.11\nflags: \noffset 0\nmagic a70d0d0a\n'],
    ['DOSWin', 'enabled\ninterpreter /usr/bin/wine\nflags: \noffset 0\nmagic 4d5a\n'],
    ['jar', 'enabled\ninterpreter /usr/bin/jexec\nflags: \nextension .jar\n'],
    ['empty', ''],
  ])('%s is none of an architecture', (name, text) => {
    expect(parseBinfmt(name, text)).toBeUndefined();
  });
});

describe('the registrations of a machine', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'delve-gate-binfmt-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

  test('are null where there is no such folder, or nothing is mounted on it', () => {
    expect(binfmt(join(folder, 'none'))).toBeNull();
    expect(binfmt(folder)).toBeNull();
  });

  test('are listed with those that are switched off', () => {
    write('status', 'enabled\n');
    write('register', '');
    write('qemu-riscv64', entry(`${ELF64}0200f300`, { state: 'disabled' }));
    write('qemu-aarch64', entry(ARM64));
    write('python3.11', 'enabled\ninterpreter /usr/bin/python3.11\nmagic a70d0d0a\n');
    mkdirSync(join(folder, 'a-folder'));
    expect(binfmt(folder)?.map(({ name, enabled, arch }) => `${name} ${arch} ${enabled}`)).toEqual([
      'qemu-aarch64 arm64 true',
      'qemu-riscv64 riscv64 false',
    ]);
  });

  test('are all off when the whole is', () => {
    write('status', 'disabled\n');
    write('qemu-aarch64', entry(ARM64));
    expect(binfmt(folder)).toMatchObject([{ enabled: false }]);
  });
});
