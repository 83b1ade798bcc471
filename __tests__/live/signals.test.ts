import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { newMarker, processesWith, programsWith, until } from '../support/marked.js';
import { CLI, checkJson, makeWorld, ROOT, type World } from '../support/world.js';

/** The points of the work at which a signal comes: what `lab/tools/strike.mjs` waits for, and a mode in which that happens. */
const PHASES = [
  { phase: 'looking at go', at: 'spawn go env -json', mode: 'exec' },
  { phase: 'proving dlv', at: 'spawn dlv version', mode: 'exec' },
  { phase: 'build begins', at: 'spawn go build', mode: 'exec' },
  { phase: 'build is over', at: 'exit go build', mode: 'exec' },
  { phase: 'dlv starts', at: 'spawn dlv exec', mode: 'exec' },
  { phase: 'dlv builds', at: 'spawn dlv debug', mode: 'debug' },
  { phase: 'dlv builds a test', at: 'spawn dlv test', mode: 'test' },
  { phase: 'the debuggee to attach to starts', at: 'spawn debuggee loop', mode: 'attach' },
  { phase: 'dlv attaches', at: 'spawn dlv attach', mode: 'attach' },
  { phase: 'dlv dials', at: 'spawn dlv dap', mode: 'dap' },
  { phase: 'initialize', at: 'write "command":"initialize"', mode: 'test' },
  { phase: 'session: attach', at: 'write "command":"attach"', mode: 'attach' },
  { phase: 'session: launch', at: 'write "command":"launch"', mode: 'dap' },
  { phase: 'breakpoint', at: 'write "command":"setBreakpoints"', mode: 'debug' },
  { phase: 'configured', at: 'write "command":"configurationDone"', mode: 'attach' },
  { phase: 'stack', at: 'write "command":"stackTrace"', mode: 'dap' },
  { phase: 'locals', at: 'write "command":"variables"', mode: 'attach' },
  { phase: 'evaluate', at: 'write "command":"evaluate"', mode: 'exec' },
  { phase: 'end', at: 'write "command":"continue"', mode: 'dap' },
  { phase: 'detach', at: 'write "command":"disconnect"', mode: 'attach' },
  { phase: 'gone', at: 'exit dlv attach', mode: 'attach' },
] as const;

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGKILL: null } as const;
type Signal = keyof typeof EXIT_CODES;
const SIGNALS = Object.keys(EXIT_CODES) as Signal[];

jest.setTimeout(60_000);

let world: World;
let marker: ReturnType<typeof newMarker>;

beforeEach(() => {
  marker = newMarker();
  world = makeWorld({ [marker.name]: marker.value });
});
afterEach(() => {
  for (const line of processesWith(marker)) process.kill(Number(line.split(' ')[0]), 'SIGKILL');
  world.remove();
});

/** What a run may leave behind nowhere. */
function leftovers(): string[] {
  return [...processesWith(marker), ...readdirSync(world.env.TMPDIR as string)];
}

async function expectNothingLeft(): Promise<void> {
  await until(
    () => `these to go: ${leftovers().join(', ')}`,
    () => leftovers().length === 0,
    10_000,
  );
}

/** A project with a policy that asks for one mode. */
function project(mode: string): string {
  const dir = join(world.folder, 'project');
  mkdirSync(dir);
  writeFileSync(join(dir, 'go.mod'), 'module example.com/project\n\ngo 1.21\n');
  writeFileSync(join(dir, 'delve-gate.yml'), `version: 1\nsmoke:\n  modes: [${mode}]\n`);
  return dir;
}

interface Running {
  child: ChildProcess;
  stderr: () => string;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

function start(dir: string, more: NodeJS.ProcessEnv = {}, node: string[] = []): Running {
  const child = spawn(process.execPath, [...node, CLI, 'check'], {
    cwd: dir,
    env: { ...world.env, ...more },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended: Running['ended'] = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  return { child, stderr: () => stderr, ended };
}

function startStruck(dir: string, signal: Signal, at: string): Running {
  const strike = pathToFileURL(join(ROOT, 'lab', 'tools', 'strike.mjs')).href;
  return start(dir, { STRIKE: `${signal} us ${at}` }, ['--import', strike]);
}

/** The first run fills the caches that all others share. */
beforeAll(async () => {
  const filling = makeWorld();
  try {
    await checkJson(['--only', 'dlv,smoke'], filling);
  } finally {
    filling.remove();
  }
}, 600_000);

describe.each(SIGNALS)('%s on the running command line', (signal) => {
  test.each(PHASES)('at: $phase ($mode)', async ({ at, mode }) => {
    const run = startStruck(project(mode), signal, at);

    const { code, signal: by } = await run.ended;

    expect(run.stderr()).toContain(`STRUCK ${at}`);
    expect({ code, by }).toEqual({ code: EXIT_CODES[signal], by: signal === 'SIGKILL' ? signal : null });
    expect(run.stderr()).not.toContain('could not check');
    await expectNothingLeft();
  });

  test('while the compiler runs', async () => {
    const run = start(project('exec'), { GOCACHE: join(world.folder, 'gocache') });
    await until(
      () => 'a compiler',
      () => programsWith(marker).includes('compile'),
    );

    run.child.kill(signal);

    await run.ended;
    await expectNothingLeft();
  });
});
