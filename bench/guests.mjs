// Measures the proof of a foreign target beside a guest that only boots, and beside the proof of this machine; interleaved in one
// run. Run: npm run bench:guests [-- --rounds N] [--target GOOS/GOARCH]. Needs qemu (scripts/guest-needs.mjs). Nothing here passes or fails.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compiled } from '../scripts/compiled.mjs';
import { median, race, show } from './race.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '7' }, target: { type: 'string', default: 'linux/arm64' } } });
const rounds = Number(values.rounds);
const [, arch] = values.target.split('/');
const cli = join(root, 'dist', 'cli', 'index.js');
const scratch = mkdtempSync(join(tmpdir(), 'delve-gate-bench-'));
const tools = join(scratch, 'tools');
const booting = join(scratch, 'tools-without-snapshots');
const project = join(scratch, 'project');
const env = {
  ...process.env,
  HOME: join(scratch, 'home'),
  GOTOOLCHAIN: 'local',
  GOFLAGS: '',
  GOPATH: join(scratch, 'gopath'),
  GOCACHE: join(scratch, 'gocache'),
  RUNNER_TOOL_CACHE: tools,
};
for (const name of ['XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'GOENV', 'GOROOT', 'GOBIN', 'CI', 'GITHUB_ACTIONS']) delete env[name];

/** One check as a process; resolves to its report, with the milliseconds of the whole process. */
function check(target, more = {}) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, [cli, 'check', '--quiet', '--target', target, '--format', 'json'], {
      cwd: project,
      env: { ...env, ...more },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (piece) => {
      text += piece;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`check ${target}: exit code ${code}\n${text}`));
      return resolve({ report: JSON.parse(text), ms: performance.now() - started });
    });
  });
}

/** Milliseconds of a check until its breakpoint was hit: the whole, without what comes after. */
function toBreakpoint({ report, ms }) {
  const [target] = report.facts.targets;
  const [session] = target?.sessions ?? report.facts.sessions;
  const after = ['stack', 'locals', 'evaluate', 'rpc', 'end', 'gone'].reduce((sum, phase) => sum + (session.phases[phase] ?? 0), 0);
  return ms - after - (target?.phases['power-off'] ?? 0);
}

/** The same guest, booted to its init and powered off. */
async function bareBoot() {
  const { boot, machineFor, writeCpio, Scope } = await compiled('bench', ['guest/boot', 'guest/machines', 'guest/cpio', 'system/scope']);
  const machine = machineFor(arch);
  const find = (folder, wanted) => readdirSync(folder, { recursive: true }).find((name) => wanted.test(name));
  const kernels = join(tools, 'delve-gate-kernel');
  const kernel = join(kernels, find(kernels, new RegExp(`${machine.arch}/kernel$`)));
  const guests = join(tools, 'delve-gate-guest');
  const init = readFileSync(join(guests, find(guests, new RegExp(`^init-${machine.arch}-`))));
  return async () => {
    const scope = new Scope();
    try {
      const folder = scope.folder('bare');
      const initramfs = join(folder, 'initramfs');
      writeFileSync(initramfs, writeCpio([{ path: 'init', mode: 0o755, data: init }]));
      const shape = { machine, memory: machine.memory, cpus: 2, accelerator: 'tcg', shared: 0, kernel, initramfs, append: '' };
      const started = performance.now();
      const guest = await boot({ qemu: machine.qemu, shape, folder, scope, limit: 90_000 });
      await guest.powerOff();
      return performance.now() - started;
    } finally {
      await scope.close();
    }
  };
}

try {
  for (const folder of [env.HOME, project]) mkdirSync(folder);
  for (const name of ['go.mod', 'main.go']) writeFileSync(join(project, name), readFileSync(join(root, 'examples', 'hello', name)));
  writeFileSync(join(project, 'delve-gate.yml'), 'version: 1\nsmoke:\n  modes: [exec]\n');
  const here = execFileSync('go', ['env', 'GOHOSTOS', 'GOHOSTARCH'], { env, encoding: 'utf8' }).trim().split('\n').join('/');
  console.log(
    `Node ${process.versions.node}, ${execFileSync('go', ['version'], { env, encoding: 'utf8' }).trim()}, ${rounds} rounds, load ${loadavg()[0].toFixed(2)}`,
  );
  const cold = await check(values.target);
  const { kernel, qemu } = cold.report.facts.targets[0].guest;
  console.log(
    `\n${values.target}, nothing cached: ${(cold.ms / 1000).toFixed(1)} s, ${(kernel.fetched / 1e6).toFixed(1)} MB fetched for the kernel (qemu ${qemu.version} was there; go and dlv's modules besides)`,
  );
  await check(here);
  await check(values.target);
  cpSync(tools, booting, { recursive: true });
  const guests = join(booting, 'delve-gate-guest');
  for (const name of readdirSync(guests).filter((each) => /^snapshot-/.test(each))) {
    rmSync(join(guests, name), { recursive: true });
    writeFileSync(join(guests, `${name}.unfit`), 'for the benchmark');
  }
  const stops = { booted: [], resumed: [], here: [] };
  const peaks = [];
  const of = (kind, target, more) => async () => {
    const result = await check(target, more);
    stops[kind].push(toBreakpoint(result));
    if (kind !== 'here') peaks.push(result.report.facts.targets[0].guest.peakMemory);
    return result.ms;
  };
  const whole = await race(
    {
      'the guest booted to init and powered off': await bareBoot(),
      'check, guest booted': of('booted', values.target, { RUNNER_TOOL_CACHE: booting }),
      'check, guest resumed': of('resumed', values.target),
      'check of this machine': of('here', here),
    },
    rounds,
  );
  show(`(d) ${values.target}, pieces cached: whole process`, whole, 'the guest booted to init and powered off', '≤ 1.9×');
  show(
    `(d) ${values.target}: to the breakpoint`,
    { 'check of this machine': stops.here, 'guest booted': stops.booted, 'guest resumed': stops.resumed },
    'check of this machine',
    '< 5000 ms',
  );
  console.log(`\n  memory of qemu at most: ${Math.max(...peaks)} MiB, median ${median(peaks)} MiB   to reach: ≤ 512 MiB`);
} finally {
  spawnSync('chmod', ['-R', 'u+w', scratch]);
  rmSync(scratch, { recursive: true, force: true });
}
