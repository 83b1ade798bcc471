// Attaches again and again, each time in a new guest, half of the times with this machine under load, and counts how it went.
// Run: npm run soak [-- --rounds N] [--arch arm64,386] (100 of arm64 and 20 of each other by default; takes an hour or so)
// Any failure is shown whole, with all that dlv and the guest said; there is no second try.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compiled } from './compiled.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const kept = join(root, 'node_modules', '.cache', 'delve-gate');
const { values } = parseArgs({
  options: { rounds: { type: 'string' }, arch: { type: 'string', default: 'arm64,riscv64,ppc64le,loong64,386,386-guest' } },
});
const ROUNDS = { arm64: 100 };
const OTHERS = 20;
/** Milliseconds after which a phase of a session counts as hanging. */
const PHASE = 120_000;

/** The user's own Go settings stay out of it; the caches are those of the tests. */
const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '', RUNNER_TOOL_CACHE: process.env.RUNNER_TOOL_CACHE ?? join(kept, 'tools') };
for (const name of ['GOENV', 'GOROOT', 'GOOS', 'GOARCH', 'CI', 'GITHUB_ACTIONS']) delete env[name];
if (existsSync(join(kept, 'qemu-10', 'bin'))) env.PATH = `${join(kept, 'qemu-10', 'bin')}:${env.PATH}`;
const cache = env.RUNNER_TOOL_CACHE;

const api = await compiled('soak', [
  ...['delve/provide', 'guest/kernel', 'guest/machines', 'guest/open', 'guest/parts', 'guest/qemu', 'guest/boot'],
  ...['smoke/build', 'smoke/session', 'smoke/host/guest', 'smoke/host/native', 'system/scope'],
]);
const goEnv = JSON.parse(execFileSync('go', ['env', '-json'], { env, encoding: 'utf8' }));
const go = join(goEnv.GOROOT, 'bin', 'go');

/** What is the same for every guest of an architecture. */
async function provide(arch, native, scope) {
  const common = { env, scope, onProgress: (text) => console.error(text) };
  const platform = { os: 'linux', arch };
  const machine = api.machineFor(arch);
  const folder = scope.folder('soak');
  const [dlv, ours] = await Promise.all([
    api.provideDlv({
      go: { version: goEnv.GOVERSION, command: go, env: goEnv },
      ...{ platform, foreign: !native, cross: true, want: 'auto', found: [], usePath: false, install: true, root: cache, ...common },
    }),
    api.buildOurs({ sources: join(root, 'go'), dir: root, env, go, goroot: goEnv.GOROOT, folder, scope, platform }),
  ]);
  if (!dlv.path || !ours.program) throw new Error(`${dlv.error?.message} ${ours.facts.output}`);
  if (native) return { dlv, program: ours.program, folder };
  const qemu = await api.provideQemu({ machine, install: false, root: cache, ...common });
  if ('kind' in qemu) throw new Error(qemu.message);
  const kernel = await api.provideKernel({ machine, root: cache, ...common });
  if ('kind' in kernel) throw new Error(`${kernel.message} ${kernel.output}`);
  const built = { command: go, version: goEnv.GOVERSION };
  const init = await api.provideInit({ sources: join(root, 'go'), go: built, arch: machine.arch, root: cache, env, scope });
  if ('error' in init) throw new Error(init.error);
  const { program, files } = api.inGuest(ours.program);
  return { machine, qemu, kernel, init: init.bytes, program, folder, files: [{ from: dlv.path, to: '/dlv' }, ...files] };
}

/** One attach. @returns what went wrong; undefined when nothing did */
async function attach(parts, scope, notes) {
  const { program, folder } = parts;
  const session = (host) =>
    api.runSession({ host, mode: 'attach', program, folder, rpc: false, limits: { phase: PHASE, build: PHASE }, signal: scope.signal });
  if (!parts.machine) return explain(await session(api.nativeHost({ scope, dlv: parts.dlv.path, folder, unixSockets: true })));
  let guest;
  try {
    guest = await api.openGuest({
      ...{ machine: parts.machine, qemu: parts.qemu, kernel: parts.kernel, init: parts.init, files: Promise.resolve(parts.files), folder },
      ...{ append: '', memory: undefined, cpus: 2, root: cache, scope, snapshots: false, onProgress: () => {} },
      onNote: (note) => notes.add(note),
    });
    const problem = explain(await session(api.guestHost(guest, '/dlv')));
    if (!problem) return undefined;
    const lost = await guest.isLost();
    return { ...problem, cause: lost ? lost.fault : problem.cause, text: `${problem.text}\n${lost?.evidence ?? ''}\n${guest.console()}` };
  } catch (error) {
    return { cause: error.fault ?? error.name, text: `${error.stack}\n${error.evidence ?? ''}` };
  } finally {
    await guest?.powerOff();
  }
}

function explain({ status, failure }) {
  return status === 'pass' ? undefined : { cause: `${failure.phase} ${failure.kind}`, text: `${failure.message}\n${failure.output}` };
}

/** Ends with its parent, however that ends. */
const BURN = 'const parent = process.ppid; while (process.ppid === parent);';

/** Keeps every CPU busy. */
function burn() {
  const burners = Array.from({ length: availableParallelism() }, () => spawn(process.execPath, ['-e', BURN], { stdio: 'ignore' }));
  return () => {
    for (const each of burners) each.kill('SIGKILL');
  };
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
const table = [];
let failures = 0;
for (const name of values.arch.split(',')) {
  const arch = name.replace('-guest', '');
  const native = name === '386' && process.arch === 'x64';
  const rounds = Number(values.rounds ?? ROUNDS[name] ?? OTHERS);
  const scope = new api.Scope();
  const notes = new Set();
  const times = [];
  const bad = [];
  let stop = () => {};
  try {
    mkdirSync(cache, { recursive: true });
    const parts = await provide(arch, native, scope);
    for (let round = 0; round < rounds; round++) {
      const loaded = round % 2 === 1;
      stop = loaded ? burn() : () => {};
      const started = performance.now();
      const problem = await attach(parts, scope, notes);
      stop();
      const seconds = (performance.now() - started) / 1000;
      if (problem) bad.push(problem.cause);
      else times.push(seconds);
      const how = problem ? `FAILED: ${problem.cause}\n${problem.text.trim()}` : 'ok';
      console.log(
        `${name} ${round + 1}/${rounds} ${loaded ? 'under load' : 'idle'} (${loadavg()[0]?.toFixed(1)}) ${seconds.toFixed(1)} s ${how}`,
      );
    }
  } catch (error) {
    bad.push('not tried');
    console.log(`${name}: not tried: ${error.message}`);
  } finally {
    stop();
    await scope.close();
  }
  failures += bad.length;
  const [least, most] = [Math.min(...times), Math.max(...times)].map((each) => (Number.isFinite(each) ? each.toFixed(1) : '-'));
  table.push({ arch: name, passed: times.length, failed: bad.length, min: least, median: median(times).toFixed(1), max: most });
  for (const note of notes) console.log(`${name}: ${note}`);
  if (bad.length > 0) console.log(`${name}: failures: ${bad.join('; ')}`);
}
console.table(table);
process.exitCode = failures === 0 ? 0 : 1;
