import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { family, isAlive, marked } from '../../../src/system/process-tree.js';
import { run } from '../../../src/system/run.js';
import { removeFolder, Scope } from '../../../src/system/scope.js';
import { newMarker, processesWith, until } from '../../support/marked.js';

let folder: string;
let scope: Scope;
let marker: ReturnType<typeof newMarker>;
let env: NodeJS.ProcessEnv;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'delve-gate-test-')));
  scope = new Scope();
  marker = newMarker();
  env = { PATH: process.env.PATH, TMPDIR: folder, [marker.name]: marker.value };
});

afterEach(async () => {
  await scope.close();
  const left = processesWith(marker);
  rmSync(folder, { recursive: true, force: true });
  expect(left).toEqual([]);
});

/** Root may remove everything; so that the permissions count, the folder becomes another user's, and so do we for the time of the call. */
function asAnybody(work: () => void): void {
  if (process.getuid?.() !== 0) {
    work();
    return;
  }
  const anybody = 65534;
  for (const each of ['', ...readdirSync(folder, { recursive: true })]) chownSync(join(folder, String(each)), anybody, anybody);
  process.seteuid?.(anybody);
  try {
    work();
  } finally {
    process.seteuid?.(0);
  }
}

/** Starts a shell script that says `ready` when it is. */
async function startShell(script: string): Promise<number> {
  const child = scope.spawn('/bin/sh', ['-c', script], { env });
  let output = '';
  child.stdout?.on('data', (bytes) => {
    output += bytes;
  });
  await until(
    () => `"ready" of ${script}`,
    () => output.includes('ready'),
  );
  return child.pid as number;
}

describe('folders', () => {
  test('are real, private, and gone at the end', async () => {
    symlinkSync(folder, join(folder, 'link'));
    const made = scope.folder('x', join(folder, 'link'));
    expect(made).toMatch(new RegExp(`^${folder}/delve-gate-x-[0-9a-f]{12}$`));
    expect(statSync(made).mode & 0o777).toBe(0o700);

    await scope.close();

    expect(existsSync(made)).toBe(false);
  });

  test('that cannot be made throw, and leave what is there alone', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => scope.folder('x', join(folder, 'file'))).toThrow(/ENOTDIR/);
    expect(() => scope.folder('x', join(folder, 'none'))).toThrow(/ENOENT/);
    await scope.close();
    expect(readdirSync(folder)).toEqual(['file']);
  });

  test('are not made any more after the end', async () => {
    await scope.close();
    expect(() => scope.folder('x', folder)).toThrow(/abort/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that are read-only, as those of the module cache, are removed', () => {
    const inner = join(folder, 'cache', 'module@v1', 'inner');
    mkdirSync(inner, { recursive: true });
    writeFileSync(join(inner, 'file.go'), '', { mode: 0o444 });
    for (const each of [inner, join(folder, 'cache', 'module@v1'), join(folder, 'cache')]) chmodSync(each, 0o555);

    asAnybody(() => removeFolder(join(folder, 'cache')));

    expect(existsSync(join(folder, 'cache'))).toBe(false);
  });
});

describe('an environment with a temporary folder', () => {
  test('is one folder for all, in the folder that was asked for', () => {
    const first = scope.withTemporary(env).TMPDIR ?? '';
    expect(first.startsWith(`${folder}/delve-gate-tmp-`)).toBe(true);
    expect(scope.withTemporary(env).TMPDIR).toBe(first);
  });

  test('stays as it is where none can be made', () => {
    const broken = { TMPDIR: join(folder, 'none') };
    expect(scope.withTemporary(broken)).toBe(broken);
  });
});

describe('processes', () => {
  test('end with the scope, with all that they started', async () => {
    await startShell('sleep 1000 & sleep 1000 & echo ready; wait');
    await scope.close();
    expect(processesWith(marker)).toEqual([]);
  });

  test('that do not listen to SIGINT end too', async () => {
    await startShell("trap '' INT TERM HUP; sleep 1000 & echo ready; wait");
    await scope.close();
    expect(processesWith(marker)).toEqual([]);
  });

  test('that are stopped end too', async () => {
    process.kill(await startShell('echo ready; sleep 1000'), 'SIGSTOP');
    await scope.close();
    expect(processesWith(marker)).toEqual([]);
  });

  test('may remove what is theirs, on SIGINT', async () => {
    await startShell(`touch ${folder}/theirs; trap 'rm ${folder}/theirs; exit' INT; sleep 1000 & echo ready; wait`);
    await scope.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('are not started any more after the end', async () => {
    await scope.close();
    expect(() => scope.spawn('/bin/sh', ['-c', 'sleep 1000'], { env })).toThrow(/abort/);
  });

  const linux = process.platform === 'linux' ? test : test.skip;
  linux('whose parent is gone are found: by their session, and by their mark when they left it', async () => {
    const pid = await startShell('sleep 1000 & setsid sleep 2000 & echo ready; wait');
    process.kill(pid, 'SIGKILL');
    await until(
      () => 'its end',
      () => !isAlive(pid),
    );
    const names = (pids: number[]) => processesWith(marker).filter((line) => pids.includes(Number(line.split(' ')[0])));

    expect(names(family(pid))).toEqual([expect.stringMatching(/ sleep 1000/)]);
    expect(names(marked(`${marker.name}=${marker.value}`))).toHaveLength(2);
    await scope.close();
    expect(processesWith(marker)).toEqual([]);
  });
});

describe('run', () => {
  test('gives what a program printed and how it ended', async () => {
    const result = await run('/bin/sh', ['-c', 'echo out; echo err >&2; exit 3'], { env, scope });
    expect(result).toMatchObject({ code: 3, signal: null, stdout: 'out\n', stderr: 'err\n' });
    expect(result).not.toHaveProperty('error');
  });

  test.each([
    { file: 'no-such-program', cwd: undefined, error: 'ENOENT' },
    { file: '/', cwd: undefined, error: 'EACCES' },
    { file: 'true', cwd: '/no/such/folder', error: 'ENOENT' },
    { file: 'tr\0ue', cwd: undefined, error: 'ERR_INVALID_ARG_VALUE' },
  ])('never rejects: $error for "$file"', async ({ file, cwd, error }) => {
    expect(await run(file, [], { env, scope, ...(cwd ? { cwd } : {}) })).toMatchObject({ code: null, error });
  });

  test('ends what takes too long, and what that started', async () => {
    const result = await run('/bin/sh', ['-c', 'sleep 1000 & sleep 1000'], { env, scope, timeout: 50 });
    expect(result).toMatchObject({ code: null, signal: 'SIGKILL', error: 'timeout' });
    expect(processesWith(marker)).toEqual([]);
  });

  test('says that it was stopped from outside', async () => {
    const running = run('/bin/sh', ['-c', 'sleep 1000'], { env, scope });
    await scope.close();
    expect(await running).toMatchObject({ code: null, error: 'aborted' });
    expect(await run('true', [], { env, scope })).toMatchObject({ code: null, error: 'aborted' });
  });

  test('does not wait for a daemon that holds the output open', async () => {
    const result = await run('/bin/sh', ['-c', 'echo out; sleep 1000 & exit 0'], { env, scope });
    expect(result).toMatchObject({ code: 0, stdout: 'out\n' });
  });
});
