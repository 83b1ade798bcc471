import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import testSupport from '@vscode/debugadapter-testsupport';
import { buildOurs } from '../../src/smoke/build.js';
import { nativeHost } from '../../src/smoke/host/native.js';
import type { Program } from '../../src/smoke/program.js';
import { runSession } from '../../src/smoke/session.js';
import { Scope } from '../../src/system/scope.js';
import { until } from '../support/marked.js';
import { checkJson, exec, makeWorld, ROOT, type World } from '../support/world.js';

const { DebugClient } = testSupport;
jest.setTimeout(60_000);

let world: World;
let scope: Scope;
let folder: string;
let dlv: string;
let program: Program;

beforeAll(async () => {
  world = makeWorld();
  scope = new Scope();
  folder = scope.folder('second', world.env.TMPDIR);
  const { report } = await checkJson(['--only', 'dlv'], world);
  dlv = report.facts.dlv?.chosen?.path ?? '';
  const goroot = (await exec('go', ['env', 'GOROOT'], { env: world.env })).stdout.trim();
  const built = await buildOurs({ sources: join(ROOT, 'go'), dir: ROOT, env: world.env, go: 'go', goroot, folder, scope });
  program = built.program as Program;
}, 600_000);

afterAll(async () => {
  await scope.close();
  world.remove();
});

interface Stop {
  function: string;
  file: string;
  line: number;
  locals: Record<string, string>;
}

/** What the client that VS Code's own tests use sees at the same breakpoint, through a `dlv dap` of its own. */
async function seenByDebugClient(): Promise<Stop> {
  const child = scope.spawn(dlv, ['dap', '--listen=127.0.0.1:0'], { cwd: program.cwd, env: program.env });
  let output = '';
  child.stdout?.on('data', (bytes) => {
    output += bytes;
  });
  const port = await until(
    () => `the ready line of dlv: ${output}`,
    () => /listening at: .*:(\d+)\n/.exec(output)?.[1],
  );
  const client = new DebugClient('dlv', 'dap', 'go');
  await client.start(Number(port));
  try {
    const { file, line } = program.breakpoint as { file: string; line: number };
    await client.hitBreakpoint({ mode: 'exec', program: program.binary, stopOnEntry: false }, { path: file, line });
    const { threads } = (await client.threadsRequest()).body;
    const stacks = await Promise.all(threads.map(({ id }) => client.stackTraceRequest({ threadId: id, startFrame: 0, levels: 1 })));
    const frame = stacks.flatMap(({ body }) => body.stackFrames).find((each) => each.line === line && each.source?.path === file);
    if (!frame) throw new Error('no stack of a goroutine is at the breakpoint');
    const { scopes } = (await client.scopesRequest({ frameId: frame.id })).body;
    const variables = await Promise.all(scopes.map(({ variablesReference }) => client.variablesRequest({ variablesReference })));
    const locals = Object.fromEntries(variables.flatMap(({ body }) => body.variables).map(({ name, value }) => [name, value]));
    return { function: frame.name, file: frame.source?.path ?? '', line: frame.line, locals };
  } finally {
    await client.stop();
  }
}

test('the client of VS Code sees the same stop and the same values as ours', async () => {
  const ours = await runSession({
    host: nativeHost({ scope, dlv, folder, unixSockets: true }),
    mode: 'dap',
    program,
    folder,
    rpc: false,
    limits: { phase: 30_000, build: 60_000 },
    signal: scope.signal,
  });

  const theirs = await seenByDebugClient();

  expect(ours).toMatchObject({ status: 'pass' });
  expect(theirs).toEqual(ours.observed);
  expect(theirs.locals).toMatchObject({ n: '10', sum: '45', word: '"delve-gate"' });
});
