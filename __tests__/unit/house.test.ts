import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { VERSION } from '../../src/version.js';
import { ROOT } from '../support/world.js';

const SRC = join(ROOT, 'src');
const PURE = ['model', 'policy', 'causes', 'report', 'match', 'diagnose', 'gate'];

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? sources(path) : [path];
  });
}

/** What a file imports, types left out: they are gone when it runs. */
function imports(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:import|export) (?!type )(?:[^;]*? from )?'([^']+)'|import\('([^']+)'\)/gm)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
}

function room(file: string): string {
  const below = relative(SRC, file);
  return below.includes('/') ? (below.split('/')[0] as string) : '';
}

const FILES = sources(SRC).map((file) => ({
  name: relative(SRC, file),
  room: room(file),
  imports: imports(file),
  rooms: imports(file)
    .filter((each) => each.startsWith('.'))
    .map((each) => room(resolve(dirname(file), each))),
}));

describe('the house', () => {
  test.each(FILES.filter((file) => PURE.includes(file.room)))('$name is pure', ({ imports: found, rooms }) => {
    // A digest is a plain function of its data.
    expect(found.filter((each) => /^(node:(?!path|crypto)|@actions\/)/.test(each))).toEqual([]);
    expect(rooms.filter((each) => !PURE.includes(each))).toEqual([]);
  });

  test('nothing but github/ and the entries know that GitHub exists', () => {
    const knowing = FILES.filter((file) => file.room !== 'github' && file.rooms.includes('github')).map((file) => file.name);
    expect(knowing.sort()).toEqual(['action.ts', 'commands/main.ts', 'commands/render.ts', 'guard.ts']);
    const actions = FILES.filter((file) => file.room !== 'github' && file.imports.some((each) => each.startsWith('@actions/'))).map(
      (file) => file.name,
    );
    expect(actions).toEqual(['delve/slot.ts']);
  });

  test('rooms that touch the world do not reach into each other, but for system/ and what is pure', () => {
    const allowed: Record<string, string[]> = {
      facts: ['system'],
      delve: ['system', 'facts'],
      smoke: ['system', 'facts', 'guest'],
      guest: ['system', 'facts', 'delve'],
      goenv: ['system', 'facts'],
      system: [],
    };
    for (const file of FILES.filter((each) => each.room in allowed)) {
      const beyond = file.rooms.filter((each) => each !== file.room && !PURE.includes(each) && !allowed[file.room]?.includes(each));
      expect({ file: file.name, beyond }).toEqual({ file: file.name, beyond: [] });
    }
  });

  test('one place ends the process', () => {
    const ending = sources(SRC)
      .filter((file) => /process\.exit\(/.test(readFileSync(file, 'utf8')))
      .map((file) => relative(SRC, file));
    expect(ending.sort()).toEqual(['commands/main.ts', 'github/run.ts']);
  });

  test('the version is that of package.json', () => {
    expect(VERSION).toBe(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version);
  });
});
