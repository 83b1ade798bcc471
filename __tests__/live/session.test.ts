import { chmodSync, mkdirSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { buildOurs } from '../../src/smoke/build.js';
import type { Host } from '../../src/smoke/host/host.js';
import { nativeHost } from '../../src/smoke/host/native.js';
import { MODES as ALL_MODES, type ModeName } from '../../src/smoke/modes/index.js';
import type { Program } from '../../src/smoke/program.js';
import { runSession, type SessionResult } from '../../src/smoke/session.js';
import { Scope } from '../../src/system/scope.js';
import { newMarker, processesWith, until } from '../support/marked.js';
import { checkJson, exec, makeWorld, ROOT, type World } from '../support/world.js';

jest.setTimeout(60_000);

/** The request that begins each phase. */
const REQUESTS = {
  initialize: 'initialize',
  session: '(attach|launch)',
  breakpoint: 'setBreakpoints',
  configured: 'configurationDone',
  stack: 'stackTrace',
  locals: 'scopes',
  evaluate: 'evaluate',
  end: '(continue|disconnect)',
} as const;
type Phase = keyof typeof REQUESTS;
const PHASES = Object.keys(REQUESTS) as Phase[];
/** Cores are read in guests. */
const MODES = ALL_MODES.filter((mode) => mode !== 'core');
const EVERYWHERE = MODES.flatMap((mode) => PHASES.map((phase) => ({ mode, phase })));

let dlv: { path: string };
let shared: { world: World; scope: Scope; program: Program };

let world: World;
let marker: ReturnType<typeof newMarker>;
let scope: Scope;
let folder: string;
let program: Program;

beforeAll(async () => {
  const own = { world: makeWorld(), scope: new Scope() };
  const { env } = own.world;
  const { report } = await checkJson(['--only', 'dlv'], own.world);
  dlv = { path: report.facts.dlv?.chosen?.path ?? '' };
  const goroot = (await exec('go', ['env', 'GOROOT'], { env })).stdout.trim();
  const options = { sources: join(ROOT, 'go'), dir: ROOT, env, go: 'go', goroot, folder: own.world.folder, scope: own.scope };
  shared = { ...own, program: (await buildOurs(options)).program as Program };
}, 600_000);

afterAll(async () => {
  await shared.scope.close();
  shared.world.remove();
});

beforeEach(() => {
  marker = newMarker();
  world = makeWorld({ [marker.name]: marker.value });
  scope = new Scope();
  folder = scope.folder('session', world.env.TMPDIR);
  const { HOME, TMPDIR } = world.env;
  program = { ...shared.program, env: { ...shared.program.env, HOME, TMPDIR, [marker.name]: marker.value } };
});

afterEach(async () => {
  await scope.close();
  const left = [...processesWith(marker), ...readdirSync(world.env.TMPDIR as string)];
  for (const line of processesWith(marker)) process.kill(Number(line.split(' ')[0]), 'SIGKILL');
  world.remove();
  expect(left).toEqual([]);
});

function realHost(path: string = dlv.path): Host {
  return nativeHost({ scope, dlv: path, folder, unixSockets: true });
}

/** A host whose dlv is real; `act` is called just before, or just after, the first request of this phase goes out. */
function hostActing(phase: Phase, when: 'before' | 'after', act: () => void): Host {
  const host = realHost();
  const begins = new RegExp(`"type":"request","command":"${REQUESTS[phase]}"`);
  let acted = false;
  const actOnce = () => {
    if (!acted) act();
    acted = true;
  };
  return {
    ...host,
    startDlv: async (command) => {
      const server = await host.startDlv(command);
      const connect = server.connect.bind(server);
      server.connect = async () => {
        const stream = await connect();
        const write = stream.write.bind(stream) as (data: unknown) => boolean;
        stream.write = ((data: unknown) => {
          const fits = begins.test(String(data));
          if (fits && when === 'before') actOnce();
          const result = write(data);
          if (fits && when === 'after') actOnce();
          return result;
        }) as typeof stream.write;
        return stream;
      };
      return server;
    },
  };
}

function session(mode: ModeName, host: Host, more: { phase?: number; program?: Program } = {}): Promise<SessionResult> {
  return runSession({
    host,
    mode,
    program: more.program ?? program,
    folder,
    rpc: false,
    limits: { phase: more.phase ?? 30_000, build: 60_000 },
    signal: scope.signal,
  });
}

/** The processes of this test that are dlv itself, not what it debugs. */
function dlvProcesses(): number[] {
  return processesWith(marker)
    .filter((line) => line.includes(` ${dlv.path} `))
    .map((line) => Number(line.split(' ')[0]));
}

function signalDlv(signal: NodeJS.Signals): void {
  for (const pid of dlvProcesses()) process.kill(pid, signal);
}

/** No process of a session that is over may wait for the scope to end it; but the one that counts dlv's uses for a moment, in a session of its own. */
function expectNoProcess(): void {
  expect(processesWith(marker).filter((line) => !line.includes('** telemetry **'))).toEqual([]);
}

test.each(MODES)('dlv %s: a session that goes well leaves no process', async (mode) => {
  expect(await session(mode, realHost())).toMatchObject({ status: 'pass' });
  expectNoProcess();
});

describe('the run is stopped', () => {
  test.each(EVERYWHERE)('dlv $mode, at $phase', async ({ mode, phase }) => {
    let closed: Promise<void> | undefined;
    const result = await session(
      mode,
      hostActing(phase, 'after', () => {
        closed = scope.close();
      }),
    );

    await closed;
    expect(result).toMatchObject({ status: 'fail', failure: { phase: 'aborted', kind: 'aborted' } });
    expectNoProcess();
  });

  test.each(MODES)('dlv %s: nothing is started any more', async (mode) => {
    await scope.close();

    const result = await session(mode, realHost());

    expect(result).toMatchObject({ status: 'fail', failure: { kind: 'aborted' } });
    expectNoProcess();
  });
});

describe('dlv is killed', () => {
  test.each(EVERYWHERE)('dlv $mode, at $phase: noticed at once, and the program goes too', async ({ mode, phase }) => {
    const result = await session(
      mode,
      hostActing(phase, 'before', () => signalDlv('SIGKILL')),
    );

    // A connection that ends after `disconnect` is no fault yet; how dlv ended is.
    const noticed = phase === 'end' && mode === 'attach' ? 'gone' : phase;
    expect(result.failure).toMatchObject({ phase: noticed, kind: 'died', message: expect.stringContaining('ended by SIGKILL') });
    expectNoProcess();
  });

  test('dlv debug, while it builds: the go command goes too', async () => {
    const host = realHost();
    const result = await session('debug', {
      ...host,
      startDlv: async (command) => {
        const server = await host.startDlv({ ...command, env: { ...command.env, GOCACHE: join(world.folder, 'gocache') } });
        await until(
          () => 'a go build of dlv',
          () => processesWith(marker).some((line) => / build .*debug-/.test(line) && !line.includes(dlv.path)),
        );
        signalDlv('SIGKILL');
        return server;
      },
    });

    expect(result.failure).toMatchObject({ phase: 'listening', kind: 'died', message: expect.stringContaining('ended by SIGKILL') });
    expectNoProcess();
  });
});

describe('dlv ends at once', () => {
  test('its words are the message', async () => {
    const result = await session('exec', realHost(), { program: { ...program, binary: join(folder, 'no-such-program') } });

    // dlv listens before it looks for the program, so we may be connected already.
    const phase = expect.stringMatching(/^(listening|initialize)$/);
    expect(result.failure).toMatchObject({ phase, kind: 'died', message: expect.stringMatching(/no-such-program/) });
  });

  test('there is no dlv', async () => {
    const result = await session('exec', realHost(join(folder, 'no-dlv')));

    expect(result.failure).toMatchObject({ phase: 'listening', kind: 'died', message: expect.stringContaining('ENOENT') });
  });
});

describe('dlv does not answer', () => {
  const phases = PHASES.map((phase) => ({ phase }));
  /** Longer than any phase before takes on a busy machine. */
  const PATIENCE = 4_000;

  test.each(phases)('at $phase: a timeout of that phase', async ({ phase }) => {
    const result = await session(
      'exec',
      hostActing(phase, 'before', () => signalDlv('SIGSTOP')),
      { phase: PATIENCE },
    );

    expect(result.failure).toMatchObject({ phase, kind: 'timeout', message: `no answer from dlv within ${PATIENCE / 1000} s` });
    expectNoProcess();
  });

  test('before it listens: a timeout of listening', async () => {
    const path = join(folder, 'dlv');
    writeFileSync(path, `#!/bin/sh\nkill -STOP $$\nexec ${dlv.path} "$@"\n`);
    chmodSync(path, 0o755);

    const result = await session('exec', realHost(path), { phase: 300 });

    expect(result.failure).toMatchObject({ phase: 'listening', kind: 'timeout' });
    expectNoProcess();
  });
});

describe('what is seen is not what is known', () => {
  const wrong = [
    { phase: 'stack', known: { function: 'otherwise' }, says: /stopped in \w+\.compute, not in otherwise/ },
    { phase: 'stack', known: { line: 1 }, says: /stopped at line \d+, not at line 1/ },
    { phase: 'locals', known: { locals: { sum: '46' } }, says: 'local sum should be 46, but is 45' },
    { phase: 'locals', known: { locals: { none: '1' } }, says: /local none should be 1, but is not among the locals/ },
    { phase: 'evaluate', known: { evaluate: { 'sum + n': '56' } }, says: 'sum + n should be 56, but is 55' },
  ];

  const everywhere = [...wrong.map((each) => ({ ...each, mode: 'exec' as const })), ...MODES.map((mode) => ({ ...wrong[4], mode }))];

  test.each(everywhere as ((typeof wrong)[number] & { mode: ModeName })[])('dlv $mode: $phase, $says', async (each) => {
    const known = { ...program.known, ...each.known } as Program['known'];
    const result = await session(each.mode, realHost(), { program: { ...program, ...(known ? { known } : {}) } });

    const message = typeof each.says === 'string' ? each.says : expect.stringMatching(each.says);
    expect(result.failure).toMatchObject({ phase: each.phase, kind: 'mismatch', message });
    expectNoProcess();
  });
});

test('the ready line is found when it comes in two pieces', async () => {
  const goOn = join(folder, 'go-on');
  const proxy = join(folder, 'proxy');
  mkdirSync(proxy);
  const path = join(proxy, 'dlv');
  writeFileSync(path, proxySource(goOn));
  chmodSync(path, 0o755);
  const host = realHost(path);
  let seen = '';

  const result = await session('exec', {
    ...host,
    startDlv: async (command) => {
      const server = await host.startDlv(command);
      const connect = server.connect.bind(server);
      server.connect = async () => {
        const connected = connect();
        seen = await until(
          () => 'the first piece',
          () => server.output() || undefined,
        );
        writeFileSync(goOn, '');
        return connected;
      };
      return server;
    },
  });

  expect(seen).toBe('API server lis');
  expect(result).toMatchObject({ status: 'pass' });
});

/** A program called dlv that starts the real one, passes on the first piece of what it prints, and the rest when a file is there. */
function proxySource(goOn: string): string {
  return `#!${realpathSync(process.execPath)}
const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const child = spawn(${JSON.stringify(dlv.path)}, process.argv.slice(2), { stdio: ['ignore', 'pipe', 'inherit'] });
let text = '';
child.stdout.setEncoding('utf8').on('data', (more) => {
  if (text === '') process.stdout.write('API server lis');
  text += more;
});
const timer = setInterval(() => {
  if (!existsSync(${JSON.stringify(goOn)})) return;
  clearInterval(timer);
  process.stdout.write(text.slice('API server lis'.length));
}, 5);
child.on('exit', (code) => process.exit(code ?? 1));
`;
}
