// Measures the gate over the largest matrix that GitHub runs: 256 reports of 50 findings each. Run: npm run bench:gate [-- --rounds N]
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { race, show } from './race.mjs';

const FINDINGS = 50;
const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '10' } } });
const scratch = mkdtempSync(join(tmpdir(), 'delve-gate-bench-'));
const cli = join(root, 'dist', 'cli', 'index.js');
const env = { ...process.env };
for (const name of ['GITHUB_ACTIONS', 'CI']) delete env[name];

/** Eight platforms, thirty-two versions of Go. */
const POLICY = `version: 1
targets: [linux/amd64, linux/386, linux/arm64, linux/riscv64, windows/amd64, windows/arm64, darwin/amd64, darwin/arm64]
runners: { linux/386: other }
go: { versions: [${Array.from({ length: 32 }, (_, at) => `"1.26.${at}"`).join(', ')}] }
smoke: { modes: [exec, attach] }
`;

function delveGate(args, more = {}) {
  const ran = spawnSync(process.execPath, [...(more.node ?? []), cli, ...args], {
    cwd: scratch,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (ran.status === null || ran.status > 1) throw new Error(`${args.join(' ')}: ${ran.stderr}`);
  return ran;
}

/** Reports as legs write them, with a real machine's facts, and causes of the catalog. */
function writeReports(plan) {
  const sample = JSON.parse(delveGate(['check', '--only', 'env', '--dir', join(root, 'examples', 'hello'), '--format', 'json']).stdout);
  const causes = readdirSync(join(root, 'docs', 'causes'))
    .filter((name) => /^[a-z].*\.md$/.test(name))
    .map((name) => name.slice(0, -3));
  const evidence = Array.from({ length: 4 }, (_, at) => ({ what: `what was seen, ${at}`, value: 'x'.repeat(200) }));
  for (const [at, leg] of plan.matrix.include.entries()) {
    const finding = (index) => ({
      cause: causes[(at + index) % causes.length],
      link: 'env',
      level: index % 3 === 0 ? 'error' : 'warning',
      title: 'a cause',
      found: `GOFLAGS holds something on ${leg.name}`,
      expected: 'nothing of the kind',
      fix: ['unset GOFLAGS', 'then find what sets it'],
      evidence,
      location: { file: `/w/dir/file-${index}.go`, line: 1 + index },
      path: [],
      consequences: [],
      confidence: 'certain',
      page: 'https://example.org/',
    });
    const checks = leg.targets
      .split(' ')
      .flatMap((target) => ['env', 'dlv', 'build', 'smoke/exec', 'smoke/attach'].map((name) => ({ name, target, status: 'pass', ms: 1 })));
    const report = {
      ...sample,
      verdict: 'fail',
      origin: { leg: leg.name, commit: plan.commit, run: plan.run, workspace: '/w' },
      policy: { ...plan.policy, base: null },
      versions: { ...sample.versions, go: `go${leg.go}` },
      findings: Array.from({ length: FINDINGS }, (_, index) => finding(index)),
      checks,
    };
    mkdirSync(join(scratch, 'reports', leg.name), { recursive: true });
    writeFileSync(join(scratch, 'reports', leg.name, 'report.json'), JSON.stringify(report, null, 2));
  }
}

const RSS = 'data:text/javascript,process.on("exit",()=>process.stderr.write(`peak ${process.resourceUsage().maxRSS}`))';
/** What a user's own script would do at least: read all, and look at the verdicts. */
const SCRIPT = `const fs=require('node:fs');let bad=0;for(const f of fs.readdirSync('reports',{recursive:true}))if(f.endsWith('.json')&&JSON.parse(fs.readFileSync('reports/'+f,'utf8')).verdict!=='pass')bad++;process.exitCode=bad?1:0`;

try {
  writeFileSync(join(scratch, 'delve-gate.yml'), POLICY);
  delveGate(['plan', '--output', 'plan.json']);
  const plan = JSON.parse(readFileSync(join(scratch, 'plan.json'), 'utf8'));
  writeReports(plan);
  const args = ['gate', '--plan', 'plan.json', 'reports', '--output', 'out'];
  const timed = (work) => async () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  };
  const results = await race(
    {
      'a script that reads them': timed(() => spawnSync(process.execPath, ['-e', SCRIPT], { cwd: scratch, env })),
      'delve-gate gate': timed(() => delveGate([...args, '--format', 'json'])),
      'as a job summary': timed(() => delveGate([...args, '--format', 'markdown'])),
    },
    Number(values.rounds),
  );
  show(`${plan.legs.length} reports of ${FINDINGS} findings (≤ 1 s)`, results, 'a script that reads them');
  const { stderr } = delveGate([...args, '--format', 'markdown'], { node: ['--import', RSS] });
  console.log(`peak memory: ${Math.round(Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024)} MiB (≤ 200)`);
  console.log(`summary: ${Math.round(readFileSync(join(scratch, 'out')).length / 1024)} KiB (< 1024)`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
