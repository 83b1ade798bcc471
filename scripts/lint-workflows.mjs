// Holds the workflows, those that users copy too, to actionlint and zizmor. Both are installed once and kept with node_modules.
// Run: node scripts/lint-workflows.mjs
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ACTIONLINT = '1.7.12';
const ZIZMOR = '1.32.0';
const root = fileURLToPath(new URL('..', import.meta.url));
const kept = join(root, 'node_modules', '.cache', 'delve-gate', 'tools-lint');
const executable = (name) => (process.platform === 'win32' ? `${name}.exe` : name);
const files = ['.github/workflows', 'examples/workflows'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => `${folder}/${name}`),
);

/** @returns the output of a program, or undefined when it is not there */
function tryRun(file, args, options = {}) {
  const { status, error, stdout, stderr } = spawnSync(file, args, { cwd: root, encoding: 'utf8', ...options });
  return error ? undefined : { ok: status === 0, text: `${stdout ?? ''}${stderr ?? ''}` };
}

/** @returns the program, or the reason why there is none */
function actionlint() {
  const folder = join(kept, `actionlint-${ACTIONLINT}`);
  const file = join(folder, executable('actionlint'));
  if (existsSync(file)) return { file };
  const env = { ...process.env, GOBIN: folder, GOOS: '', GOARCH: '', GOFLAGS: '' };
  const made = tryRun('go', ['install', `github.com/rhysd/actionlint/cmd/actionlint@v${ACTIONLINT}`], { env });
  if (!made) return { reason: 'there is no go on PATH to install it with' };
  return made.ok ? { file } : { reason: `go install failed: ${made.text.trim()}`, broken: true };
}

/** @returns the program, or the reason why there is none */
function zizmor() {
  const folder = join(kept, `zizmor-${ZIZMOR}`);
  const file = join(folder, 'bin', executable('zizmor'));
  if (existsSync(file)) return { file };
  const python = ['python3', 'python'].find((name) => tryRun(name, ['-m', 'pip', '--version'])?.ok);
  if (!python) return { reason: 'there is no Python with pip on PATH to install it with' };
  mkdirSync(kept, { recursive: true });
  rmSync(folder, { recursive: true, force: true });
  const made = tryRun(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', folder, `zizmor==${ZIZMOR}`]);
  return made?.ok ? { file } : { reason: `pip install failed: ${made?.text.trim()}`, broken: true };
}

/** Runs a linter; what it says is shown only when it finds something. @returns whether all is well */
function lint(name, tool, args) {
  if (!tool.file) {
    console.log(`${tool.broken ? 'FAILED' : 'skipped'}: ${name}: ${tool.reason}`);
    return !tool.broken;
  }
  const { ok, text } = tryRun(tool.file, args) ?? { ok: false, text: `${tool.file} does not start` };
  console.log(ok ? `ok: ${name}, ${files.length} workflows` : `${text}\nFAILED: ${name}`);
  return ok;
}

const results = [
  lint(`actionlint ${ACTIONLINT}`, actionlint(), ['-no-color', ...files]),
  lint(`zizmor ${ZIZMOR}`, zizmor(), [
    '--offline',
    '--no-progress',
    '--color=never',
    '--config',
    '.github/zizmor.yml',
    ...files,
    '.github/dependabot.yml',
    'action.yml',
  ]),
];
process.exitCode = results.every(Boolean) ? 0 : 1;
