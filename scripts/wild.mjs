// What the files of real repositories set for Go, and what is said of it: for a person to read, and to count.
// Run: node scripts/wild.mjs FOLDER [NAME…] [--all]
// FOLDER holds one repository in each folder: a checkout, or a git directory (also as NAME/repo), whose files that may set something are taken
// out to a scratch folder. --all prints each setting rather than the counts.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { compiled } from './compiled.mjs';

const args = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const all = process.argv.includes('--all');
const [folder, ...names] = args;
if (!folder) {
  console.error('usage: node scripts/wild.mjs FOLDER [NAME…] [--all]');
  process.exit(2);
}
const { KINDS, settingsOf, editorFacts, editorCauses } = await compiled('wild-settings', [
  'facts/repository/settings/kinds',
  'facts/repository/settings/index',
  'facts/repository/editors',
  'causes/links/editor',
]);

/** The git directory of a repository without a checkout. */
function gitDirectory(path) {
  return [path, join(path, 'repo')].find((each) => existsSync(join(each, 'HEAD')) && existsSync(join(each, 'objects')));
}

/** Writes the files that may set something to a folder. */
function takenOut(git, to) {
  const run = (...words) => execFileSync('git', ['--git-dir', git, ...words], { maxBuffer: 1 << 28 });
  const entries = run('ls-tree', '-r', '-l', '-z', 'HEAD').toString().split('\0').filter(Boolean);
  mkdirSync(join(to, '.git'), { recursive: true });
  for (const entry of entries) {
    const [, mode, size, path] = /^(\d+) \w+ \S+\s+(\S+)\t(.*)$/s.exec(entry) ?? [];
    if (!path || !mode?.startsWith('100') || Number(size) > 1 << 20 || !KINDS.some((kind) => kind.path.test(path))) continue;
    mkdirSync(dirname(join(to, path)), { recursive: true });
    writeFileSync(join(to, path), run('show', `HEAD:${path}`));
  }
}

/** A machine in order, on which nothing is set: linux/amd64 as a runner, and as a person's. */
function machine(editors, event) {
  const value = {
    GOOS: 'linux',
    GOARCH: 'amd64',
    GOROOT: '/opt/go',
    GOPATH: '/home/me/go',
    CGO_ENABLED: '1',
    GOFLAGS: '',
    GO111MODULE: '',
  };
  return {
    facts: { host: { os: 'linux', arch: 'amd64' }, run: { event }, go: { env: { value }, origins: {}, real: {} }, project: { editors } },
    policy: {},
    policyAt: () => undefined,
  };
}

/** What is said of the editors' files in each folder that has some. */
async function findings(root, settings) {
  const editors = new Set(settings.flatMap(({ writer, place }) => (/vscode|idea|devcontainer/.test(writer) ? [place.file] : [])));
  const homes = [...editors].map(
    (file) => /^(.*?)(?:[\\/]\.(?:vscode|idea|devcontainer|run)[\\/].*|[\\/][^\\/]+)$/.exec(file)?.[1] ?? root,
  );
  const said = new Set();
  for (const home of new Set(homes)) {
    const facts = await editorFacts(home, root);
    for (const event of ['push', 'local']) {
      for (const hit of editorCauses.flatMap((cause) => cause.detect(machine(facts, event)))) {
        said.add(`${event}: ${hit.level} ${relative(root, hit.location.file)}:${hit.location.line} ${hit.found.slice(0, 160)}`);
      }
    }
  }
  return [...said].sort();
}

const counts = { repositories: 0, settings: 0, files: 0, unread: 0, silent: 0 };
const byWriter = {};
const scratch = mkdtempSync(join(tmpdir(), 'delve-gate-wild-'));
try {
  for (const name of readdirSync(folder).sort()) {
    if (names.length > 0 && !names.includes(name)) continue;
    const git = gitDirectory(resolve(folder, name));
    const root = git ? join(scratch, name) : resolve(folder, name);
    if (git) takenOut(git, root);
    else if (!existsSync(join(root, '.git'))) continue;
    const started = performance.now();
    const { settings, unread } = await settingsOf(root);
    const ms = Math.round(performance.now() - started);
    const said = await findings(root, settings);
    const files = new Set(settings.map(({ place }) => place.file)).size;
    counts.repositories++;
    counts.settings += settings.length;
    counts.files += files;
    counts.unread += unread.length;
    counts.silent += said.length === 0 ? 1 : 0;
    for (const { writer } of settings) byWriter[writer] = (byWriter[writer] ?? 0) + 1;
    console.log(`== ${name}: ${settings.length} settings in ${files} files, ${unread.length} unread, ${ms} ms`);
    for (const { file, reason } of unread) console.log(`   unread ${relative(root, file)}: ${reason.split('\n')[0]}`);
    for (const each of said) console.log(`   finding ${each}`);
    if (!all) continue;
    for (const { variable, value, written, place, reach, scope, writer } of settings) {
      const shown = value === null ? `? ${written.slice(0, 60)}` : value.slice(0, 60);
      console.log(`   ${writer} ${relative(root, place.file)}:${place.line}:${place.column} ${variable}=${shown} [${reach}; ${scope}]`);
    }
    if (git) rmSync(root, { recursive: true, force: true });
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(JSON.stringify({ ...counts, byWriter }, null, 2));
