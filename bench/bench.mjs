// Measures delve-gate beside what a user would do instead, interleaved in one run. Run: npm run bench [-- --rounds N] [--no-cold]
// Prints minimum and median in milliseconds, and the ratio of the medians; nothing here passes or fails.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compiled } from '../scripts/compiled.mjs';
import { bareSession } from './bare-session.mjs';
import { race as raceTimes, show, timed } from './race.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' }, 'no-cold': { type: 'boolean', default: false } } });
const rounds = Number(values.rounds);
const scratch = mkdtempSync(join(tmpdir(), 'delve-gate-bench-'));
const cli = join(root, 'dist', 'cli', 'index.js');

const race = (contestants, times = rounds) => raceTimes(contestants, times);

/** A machine of its own: scratch HOME and caches, so that nothing of the user's is used or changed. */
const env = {
  ...process.env,
  HOME: join(scratch, 'home'),
  GOTOOLCHAIN: 'local',
  GOFLAGS: '',
  GOPATH: join(scratch, 'gopath'),
  GOCACHE: join(scratch, 'gocache'),
  RUNNER_TOOL_CACHE: join(scratch, 'tools'),
};
for (const name of ['XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'GOENV', 'GOROOT', 'GOBIN', 'CI', 'GITHUB_ACTIONS']) delete env[name];
mkdirSync(env.HOME);

function process_(file, args, cwd = root) {
  return () =>
    new Promise((resolve, reject) => {
      const child = spawn(file, args, { cwd, env, stdio: 'ignore' });
      child.on('error', reject);
      child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${file} ${args.join(' ')}: exit code ${code}`))));
    });
}

async function smoke(dlv) {
  const { runSession, nativeHost, Scope, buildOurs } = await compiled('bench', [
    'smoke/session',
    'smoke/host/native',
    'system/scope',
    'smoke/build',
  ]);
  const scope = new Scope();
  try {
    const folder = scope.folder('bench');
    const goroot = execFileSync('go', ['env', 'GOROOT'], { env, encoding: 'utf8' }).trim();
    const { program } = await buildOurs({ sources: join(root, 'go'), dir: root, env, go: 'go', goroot, folder, scope });
    const host = nativeHost({ scope, dlv, folder, unixSockets: true });
    const limits = { phase: 60_000, build: 60_000 };
    for (const mode of ['exec', 'attach']) {
      const stops = { bare: [], ours: [] };
      const contest = {
        'bare DAP session': async () => {
          const { stopped, exited } = await bareSession({ dlv, mode, program, folder, env });
          stops.bare.push(stopped);
          return exited;
        },
        [`smoke/${mode}`]: async () => {
          const result = await runSession({ host, mode, program, folder, rpc: mode === 'exec', limits, signal: scope.signal });
          if (result.status !== 'pass') throw new Error(JSON.stringify(result.failure));
          stops.ours.push(
            ['listening', 'initialize', 'session', 'breakpoint', 'hit'].reduce((sum, phase) => sum + result.phases[phase], 0),
          );
          return result.ms;
        },
      };
      const results = await race(contest);
      show(`(a) ${mode}: to the first stop`, { 'bare DAP session': stops.bare, [`smoke/${mode}`]: stops.ours }, 'bare DAP session');
      show(`(a) ${mode}: to dlv's exit`, results, 'bare DAP session', '≤ 1.3×');
    }
  } finally {
    await scope.close();
  }
}

async function install() {
  const fresh = () => {
    spawnSync('go', ['clean', '-modcache'], { env, stdio: 'ignore' });
    for (const folder of ['gocache', 'tools', 'bin']) rmSync(join(scratch, folder), { recursive: true, force: true });
  };
  const dlv = 'github.com/go-delve/delve/cmd/dlv@v1.27.2';
  const plain = { ...env, GOBIN: join(scratch, 'bin') };
  const goInstall = () => {
    const { status } = spawnSync('go', ['install', dlv], { env: plain, stdio: 'ignore' });
    if (status !== 0) throw new Error('go install failed');
  };
  const ours = process_(process.execPath, [cli, 'check', '--only', 'dlv', '--quiet']);
  if (!values['no-cold']) {
    const cold = { 'go install, nothing cached': [], 'check --only dlv, nothing cached': [] };
    for (let round = 0; round < 3; round++) {
      fresh();
      cold['go install, nothing cached'].push(await timed(goInstall));
      fresh();
      cold['check --only dlv, nothing cached'].push(await timed(ours));
    }
    show('(d) install, cold', cold, 'go install, nothing cached', '≤ 1.1×');
  }
  goInstall();
  await ours();
  show(
    '(d) install, warm: whole process',
    await race({
      'go install, everything cached': goInstall,
      'check --only dlv': ours,
      'empty Node process': process_(process.execPath, ['-e', '0']),
    }),
    'go install, everything cached',
    '≤ 150 ms',
  );
}

try {
  console.log(
    `Node ${process.versions.node}, ${execFileSync('go', ['version'], { env, encoding: 'utf8' }).trim()}, ${rounds} rounds, load ${loadavg()[0].toFixed(2)}`,
  );
  await install();
  const report = JSON.parse(
    execFileSync(process.execPath, [cli, 'check', '--only', 'dlv', '--format', 'json', '--quiet'], { cwd: root, env, encoding: 'utf8' }),
  );
  await smoke(report.facts.dlv.chosen.path);

  const project = join(scratch, 'project');
  mkdirSync(project);
  for (const name of ['go.mod', 'main.go']) writeFileSync(join(project, name), readFileSync(join(root, 'examples', 'hello', name)));
  writeFileSync(join(project, 'delve-gate.yml'), 'version: 1\nsmoke:\n  modes: [exec]\n');
  await process_(process.execPath, [cli, 'check', '--quiet'], project)();
  const byHand = async () => {
    const binary = join(scratch, 'by-hand');
    execFileSync('go', ['build', '-gcflags=all=-N -l', '-o', binary, '.'], { cwd: project, env });
    await bareSession({
      dlv: report.facts.dlv.chosen.path,
      mode: 'exec',
      program: { binary, cwd: project, breakpoint: { file: join(project, 'main.go'), line: 11 } },
      folder: scratch,
      env,
    });
  };
  show(
    '(b) check, warm, one mode: whole process',
    await race({ 'go build and a bare session, by hand': byHand, check: process_(process.execPath, [cli, 'check', '--quiet'], project) }),
    'go build and a bare session, by hand',
    '≤ 1000 ms',
  );
  show(
    '(c) check --only env: whole process',
    await race({
      'empty Node process': process_(process.execPath, ['-e', '0']),
      'go env -json': process_('go', ['env', '-json'], project),
      'check --only env': process_(process.execPath, [cli, 'check', '--only', 'env', '--quiet'], project),
    }),
    'empty Node process',
    'empty Node process + 120 ms',
  );
} finally {
  spawnSync('chmod', ['-R', 'u+w', scratch]);
  rmSync(scratch, { recursive: true, force: true });
}
