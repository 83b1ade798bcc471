import { execFileSync } from 'node:child_process';
import {
  closeSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { writeWhole } from '../../../src/commands/output.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'delve-gate-output-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a file is replaced whole, and nothing is left beside it', () => {
  const file = join(folder, 'report.json');
  writeFileSync(file, 'old and longer');
  writeWhole(file, 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['report.json']);
});

test('a link that somebody put there is replaced, and not followed', () => {
  writeFileSync(join(folder, 'victim'), 'mine');
  symlinkSync('victim', join(folder, 'report.json'));
  writeWhole(join(folder, 'report.json'), 'new');
  expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('mine');
  expect(lstatSync(join(folder, 'report.json')).isFile()).toBe(true);
});

test('a pipe or a device is written to, and stays what it is', () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const end = openSync(pipe, 'r+');
  const bytes = Buffer.alloc(10);
  writeWhole(pipe, 'new');
  expect(bytes.toString('utf8', 0, readSync(end, bytes))).toBe('new');
  closeSync(end);
  expect(lstatSync(pipe).isFIFO()).toBe(true);
});
