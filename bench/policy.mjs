// Judges a document of go env by sixty rules: delve-gate beside conftest, which has the same rules in Rego. Both must find the same first.
// Run: npm run bench:policy [-- --rounds N]. Prints milliseconds and ratios; nothing here passes or fails but what they find.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compiled } from '../scripts/compiled.mjs';
import { findConftest } from '../scripts/conftest.mjs';
import { findNode24 } from '../scripts/node24.mjs';
import { asPolicy, asRego, FAULTS, RULES } from './policy-rules.mjs';
import { median, min, race, show } from './race.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '40' } } });
const cli = join(root, 'dist', 'cli', 'index.js');
const scratch = mkdtempSync(join(tmpdir(), 'delve-gate-bench-'));

/** Nothing of the user's; and Node 20 reads NODE_EXTRA_CA_CERTS when it starts, which takes it as long again. */
const env = { PATH: process.env.PATH, HOME: join(scratch, 'home'), GOTOOLCHAIN: 'local' };

function realDocument() {
  mkdirSync(env.HOME);
  return JSON.parse(execFileSync('go', ['env', '-json'], { cwd: scratch, env, encoding: 'utf8' }));
}

function ran(file, args, accepted = [0, 1]) {
  const { status, stdout, stderr } = spawnSync(file, args, { cwd: scratch, env, encoding: 'utf8' });
  if (!accepted.includes(status)) throw new Error(`${file} ${args.join(' ')}: ${status}\n${stdout}${stderr}`);
  return stdout;
}

function ours(document) {
  const made = JSON.parse(ran(process.execPath, [cli, 'policy', 'test', document, '--policy', 'policy.yml', '--format', 'json']));
  if (made.unanswered.length > 0) throw new Error(`not judged: ${JSON.stringify(made.unanswered)}`);
  return made.violations.map(({ variable, part }) => `${variable}.${part}`).sort();
}

function theirs(conftest, document) {
  const [made] = JSON.parse(ran(conftest, ['test', document, '--policy', 'rego', '--output', 'json']));
  return (made.failures ?? []).map(({ msg }) => msg.split(':')[0]).sort();
}

function proveSame(conftest, document) {
  console.log(`${RULES.length} rules, found by both:`);
  for (const [name, fault] of Object.entries(FAULTS)) {
    writeFileSync(join(scratch, 'faulty.json'), JSON.stringify({ ...document, ...fault }));
    const [mine, other] = [ours('faulty.json'), theirs(conftest, 'faulty.json')];
    if (JSON.stringify(mine) !== JSON.stringify(other))
      throw new Error(`${name}: delve-gate finds ${mine.join(', ')}\nconftest finds ${other.join(', ')}`);
    if ((mine.length === 0) !== (Object.keys(fault).length === 0)) throw new Error(`${name}: ${mine.length} violations`);
    console.log(`  ${String(mine.length).padStart(3)}  ${name}`);
  }
}

/** The judgement alone, in a process that has just been started: what it takes the first time, when nothing is compiled. */
async function judgement() {
  await compiled('bench', ['policy/document']);
  const modules = join(root, 'node_modules', '.cache', 'bench');
  const script = `
    import { readFileSync } from 'node:fs';
    import { judgeDocument } from '${modules}/policy/document.js';
    import { loadPolicy } from '${modules}/policy/load.js';
    const policy = loadPolicy(readFileSync('policy.yml', 'utf8'), 'policy.yml', []);
    const document = new Map(Object.entries(JSON.parse(readFileSync('go-env.json', 'utf8'))));
    const times = [];
    for (let round = 0; round < 100; round++) {
      const started = performance.now();
      judgeDocument(policy, document);
      times.push(performance.now() - started);
    }
    console.log(JSON.stringify(times));`;
  const runs = Array.from({ length: 10 }, () => JSON.parse(ran(process.execPath, ['--input-type=module', '--eval', script])));
  const [first, later] = [runs.map((times) => times[0]), runs.flatMap((times) => times.slice(1))];
  console.log('\nthe judgement alone (≤ 3 ms)');
  for (const [name, list] of [
    ['the first of a process', first],
    ['the next ones', later],
  ])
    console.log(`  ${name.padEnd(44)} min ${min(list).toFixed(2).padStart(8)}   median ${median(list).toFixed(2).padStart(8)}`);
}

const timed = (file, args) => () => {
  const started = performance.now();
  ran(file, args);
  return performance.now() - started;
};

/** Milliseconds of CPU time, as bash has them: what a busy machine leaves as it is. */
const worked = (file, args) => () => {
  const { stderr } = spawnSync('bash', ['-c', 'TIMEFORMAT="cpu %3U %3S"; time "$@" >/dev/null', 'bash', file, ...args], {
    cwd: scratch,
    env,
    encoding: 'utf8',
  });
  const [, user, system] = /cpu ([\d.]+) ([\d.]+)/.exec(stderr) ?? [];
  if (user === undefined) throw new Error(`bash says no time: ${stderr}`);
  return (Number(user) + Number(system)) * 1000;
};

/** Programs, and what each is to do. */
function contestants(conftest) {
  const empty = join(scratch, 'empty.mjs');
  writeFileSync(empty, '');
  const node24 = findNode24();
  const nodes = { [`Node ${process.versions.node.split('.')[0]}`]: process.execPath };
  if ('reason' in node24) console.log(`skipped: Node 24: ${node24.reason}`);
  else nodes['Node 24'] = node24.node;
  const commands = { conftest: [conftest, ['test', 'go-env.json', '--policy', 'rego']] };
  for (const [name, node] of Object.entries(nodes)) {
    commands[`${name} by itself`] = [node, [empty]];
    commands[`policy test, ${name}`] = [node, [cli, 'policy', 'test', 'go-env.json', '--policy', 'policy.yml']];
  }
  return { commands, nodes: Object.keys(nodes) };
}

async function processes(conftest) {
  const { commands, nodes } = contestants(conftest);
  for (const [what, measure] of [
    ['the whole process, by the clock', timed],
    ['its CPU time', worked],
  ]) {
    const contest = Object.fromEntries(Object.entries(commands).map(([name, [file, args]]) => [name, measure(file, args)]));
    const results = await race(contest, Number(values.rounds));
    show(`${what} (≤ 2×), load ${loadavg()[0].toFixed(1)} on ${cpus().length} CPUs`, results, 'conftest');
    const best = min(results.conftest);
    for (const name of nodes) {
      const [bare, whole] = [min(results[`${name} by itself`]), min(results[`policy test, ${name}`])];
      const part = (ms) => `${(ms / best).toFixed(2)}×`;
      console.log(`  ${name}, at best: ${part(whole)}: Node alone ${part(bare)}, the rest ${part(whole - bare)}`);
    }
  }
}

try {
  const found = findConftest();
  writeFileSync(join(scratch, 'policy.yml'), asPolicy());
  const document = realDocument();
  writeFileSync(join(scratch, 'go-env.json'), JSON.stringify(document, null, '\t'));
  if ('reason' in found) console.log(`skipped: conftest: ${found.reason}`);
  else {
    mkdirSync(join(scratch, 'rego'));
    writeFileSync(join(scratch, 'rego', 'policy.rego'), asRego());
    proveSame(found.conftest, document);
    await processes(found.conftest);
  }
  await judgement();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
