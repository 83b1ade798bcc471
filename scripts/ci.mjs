// Everything that must hold before main moves. Run: bash .ci/run
// Each step counts as one, and the tests by their number; the last line is `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'delve-gate-ci-'));
let passed = 0;
let failed = 0;
let skipped = 0;

function run(file, args, options = {}) {
  const { status, stdout } = spawnSync(file, args, {
    cwd: root,
    stdio: ['ignore', options.capture ? 'pipe' : 'inherit', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...options,
  });
  return { ok: status === 0, status, stdout };
}

function step(name, work) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  let problem;
  try {
    problem = work();
  } catch (error) {
    problem = error.message;
  }
  if (problem === undefined) passed++;
  else failed++;
  console.log(`${problem === undefined ? 'ok' : `FAILED: ${problem}`}: ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

const must = (file, args, options) => {
  const { ok, status } = run(file, args, options);
  return ok ? undefined : `${file} ${args.join(' ')}: exit code ${status}`;
};

function files(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

/** Same files with the same bytes. */
function difference(a, b) {
  const names = (folder) =>
    files(folder)
      .map((file) => relative(folder, file))
      .sort();
  const [left, right] = [names(a), names(b)];
  if (left.join() !== right.join()) return `other files: ${left.join(' ')} against ${right.join(' ')}`;
  return left.find((name) => !readFileSync(join(a, name)).equals(readFileSync(join(b, name))));
}

/** The README's first command, as somebody runs it who has only cloned: a copy without node_modules, a HOME of its own. */
function firstCommand(node) {
  const clone = join(scratch, `clone-${node.length}`);
  for (const name of ['dist', 'go', 'examples', 'delve-gate.yml', 'package.json'])
    cpSync(join(root, name), join(clone, name), { recursive: true });
  const env = {
    ...process.env,
    HOME: join(scratch, 'home'),
    XDG_CACHE_HOME: undefined,
    XDG_CONFIG_HOME: undefined,
    GOPATH: undefined,
    GOFLAGS: undefined,
  };
  for (const name of Object.keys(env)) if (env[name] === undefined) delete env[name];
  return must(node, ['dist/cli', 'check'], { cwd: clone, env });
}

const dist = mkdtempSync(join(scratch, 'dist-'));
cpSync(join(root, 'dist'), dist, { recursive: true });
try {
  console.log('\n== npm cit');
  const tests = run('npm', ['cit'], { capture: true });
  console.log(tests.stdout);
  const counted = /(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/.exec(tests.stdout.trimEnd());
  passed += Number(counted?.[1] ?? 0);
  failed += counted ? Number(counted[2]) : 1;
  skipped += Number(counted?.[3] ?? 0);
  if (!tests.ok && counted && Number(counted[2]) === 0) failed++;

  const { findNode24 } = await import('./node24.mjs');
  const node24 = findNode24();
  step('lint and format', () => must('npx', ['biome', 'ci', '.']));
  step('types, by TypeScript 7', () => must('npm', ['run', '-s', 'typecheck']));
  step('types, by the TypeScript that ncc takes', () =>
    must(process.execPath, [
      join('node_modules', 'typescript', 'bin', existsSync(join(root, 'node_modules', 'typescript', 'bin', 'tsc')) ? 'tsc' : 'tsc6'),
      '-p',
      '.',
      '--noEmit',
    ]),
  );
  step('dist is what the sources make', () => {
    const different = difference(dist, join(root, 'dist'));
    return different === undefined ? undefined : `dist/ differs (${different}); run: npm run build, and commit dist/`;
  });
  step('schemas are what the sources make', () => {
    const made = join(scratch, 'schemas');
    const problem = must(process.execPath, ['scripts/schemas.mjs', made]);
    return problem ?? (difference(made, join(root, 'schemas')) === undefined ? undefined : 'schemas/ differs; run: npm run schemas');
  });
  step('the README and docs/ are what the sources make', () => {
    const made = join(scratch, 'readme');
    const problem = must(process.execPath, ['scripts/readme.mjs', made]);
    const stale = files(made)
      .map((file) => relative(made, file))
      .find((file) => problem || !readFileSync(join(made, file)).equals(readFileSync(join(root, file))));
    return problem ?? (stale === undefined ? undefined : `${stale} differs; run: npm run readme`);
  });
  step(`the README's first command, Node ${process.versions.node}`, () => firstCommand(process.execPath));
  if ('node' in node24) {
    step("the README's first command, Node 24", () => firstCommand(node24.node));
    step('unit tests, Node 24', () =>
      must(node24.node, [
        '--experimental-vm-modules',
        '--no-warnings',
        'node_modules/jest/bin/jest.js',
        '--selectProjects',
        'unit',
        '--silent',
      ]),
    );
  } else {
    skipped++;
    console.log(`skipped: the README's first command under Node 24: ${node24.reason}`);
  }
  step('workflows: actionlint and zizmor', () => must(process.execPath, ['scripts/lint-workflows.mjs']));
} finally {
  run('chmod', ['-R', 'u+w', scratch]);
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;
