import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { guardFrom, runGuard } from '../../../src/github/guard.js';
import { parseCommand } from '../../support/act.js';

const before = { ...process.env };
let folder: string;
let file: string;
let printed: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'delve-gate-test-')));
  file = join(folder, 'mine');
  process.env = {
    HOME: folder,
    XDG_STATE_HOME: join(folder, 'state'),
    GOENV: file,
    GITHUB_STATE: join(folder, 'kept'),
    INPUT_GUARD: 'true',
  };
  writeFileSync(join(folder, 'kept'), '');
  printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  process.env = before;
  rmSync(folder, { recursive: true });
});

/** What the runner hands on to the parts of the step that follow. */
function handOn(): string {
  const [, name, value] = /^(\w+)<<(?:ghadelimiter_[0-9a-f-]{36})\n(.*)\n/.exec(readFileSync(join(folder, 'kept'), 'utf8')) ?? [];
  process.env[`STATE_${name}`] = value;
  return value ?? '';
}
const snapshots = () => readdirSync(join(folder, 'state', 'delve-gate', 'goenv'));

describe('the guard', () => {
  test('takes its snapshots once: before the job, and not again in the step', () => {
    writeFileSync(file, 'GOPROXY=https://u:secret@x\n');
    expect(runGuard()).toBe(0);
    const state = handOn();
    expect(JSON.parse(state)).toMatchObject({ since: 'job', files: [{ path: file }, { path: expect.stringContaining('go') }] });
    expect(state).not.toContain('secret');
    guardFrom('step');
    expect(snapshots()).toHaveLength(2);
  });

  test.each(['false', '', 'yes'])('does nothing at either end when the input is %j', (given) => {
    process.env.INPUT_GUARD = given;
    expect([runGuard(), readFileSync(join(folder, 'kept'), 'utf8'), printed]).toEqual([0, '', '']);
  });

  test('that cannot be set up before the job leaves it to the step, which says why', () => {
    mkdirSync(file);
    expect([runGuard(), printed]).toEqual([0, '']);
    expect(() => guardFrom('step')).toThrow(`guard: GOENV ${file} is a folder; expected a file, or nothing`);
  });

  test('names many changes and not all', () => {
    guardFrom('step');
    handOn();
    writeFileSync(file, Array.from({ length: 30 }, (_, at) => `GOX${at + 10}=${'x'.repeat(1000)}\n`).join(''));
    expect(runGuard()).toBe(0);
    const [warning = '', ...more] = printed.split('\n').filter((line) => line.startsWith('::'));
    expect(more).toEqual([]);
    const { name, data } = parseCommand(warning);
    expect(name).toBe('warning');
    expect(data.split('\n').filter((line) => line.startsWith('GOX'))).toHaveLength(20);
    expect(data).toContain('\nand 10 more\nIt is put back as it was before this step.\n');
    expect(data.length).toBeLessThan(10_000);
    expect([readdirSync(folder).includes('mine'), snapshots()]).toEqual([false, []]);
  });

  test('fails when the file is not put back, names the snapshot, and puts the other file back all the same', () => {
    guardFrom('step');
    handOn();
    const other = join(folder, '.config', 'go', 'env');
    mkdirSync(dirname(other), { recursive: true });
    writeFileSync(other, 'GOFLAGS=-x\n');
    mkdirSync(join(file, 'x'), { recursive: true });
    expect(runGuard()).toBe(1);
    const commands = printed.split('\n').flatMap((line) => (line.startsWith('::') ? [parseCommand(line)] : []));
    expect(commands.map(({ name }) => name)).toEqual(['error', 'warning']);
    expect(commands[0]?.data).toContain(`fix: on the runner: delve-gate env restore ${snapshots()[0]?.replace('.goenv', '')}`);
    expect(readdirSync(dirname(other))).toEqual([]);
  });
});
