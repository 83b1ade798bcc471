// Installs what the guests of `npm run test:guest` need and this machine lacks, where it may; says what will be skipped, and why.
// Kernels and dlvs come through the product itself, when a test first asks for them. Run: node scripts/guest-needs.mjs
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kept = fileURLToPath(new URL('../node_modules/.cache/delve-gate', import.meta.url));
/** A newer qemu than the distribution's, beside it and for the tests alone: `bin` goes first on their PATH. */
const newer = join(kept, 'qemu-10');
const LOONG64 = 'qemu-system-loongarch64';
const LOONG64_SINCE = 8;
const NEEDED = {
  'qemu-system-aarch64': 'qemu-system-arm',
  'qemu-system-riscv64': 'qemu-system-misc',
  'qemu-system-ppc64': 'qemu-system-ppc',
  'qemu-system-x86_64': 'qemu-system-x86',
  'qemu-riscv64': 'qemu-user',
  zstd: 'zstd',
};

function run(file, args, options = {}) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C', ...options.env };
  const { status, stdout = '', stderr = '', error } = spawnSync(file, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options, env });
  return { ok: status === 0, stdout: stdout ?? '', why: error?.message ?? (stderr.trim().split('\n').at(-1) || `exit code ${status}`) };
}

function must(file, args, options) {
  const result = run(file, args, options);
  if (!result.ok) throw new Error(`${file} ${args[0]}: ${result.why}`);
  return result.stdout;
}

const found = (name) => run('sh', ['-c', `command -v ${name}`]).ok;
const major = (qemu) => Number(/version (\d+)/.exec(run(qemu, ['--version']).stdout)?.[1] ?? 0);

/** With the machine's own apt, as root or by sudo. */
function installMissing() {
  const missing = Object.keys(NEEDED).filter((name) => !found(name));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((name) => NEEDED[name]))];
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args) => {
    const [file, ...all] = [...sudo, 'apt-get', '-q', '-o', 'DPkg::Lock::Timeout=120', ...args];
    return run(file, all, { stdio: ['ignore', 'inherit', 'pipe'] });
  };
  console.log(`installing ${packages.join(', ')}`);
  apt('update');
  const result = apt('install', '-y', '--no-install-recommends', ...packages);
  // Newer distributions have one package less or more; what is still missing is told by its own name.
  if (!result.ok) for (const each of packages) apt('install', '-y', '--no-install-recommends', each);
  for (const name of missing)
    if (!found(name)) console.log(`skipped: tests that need ${name}: ${NEEDED[name]} is not installed: ${result.why}`);
}

/** qemu for loong64 out of the distribution's backports. The machine's apt set-up stays as it is: this one has an index and a cache of its own. */
function provideLoong64() {
  if (existsSync(join(newer, 'bin', LOONG64)) || major(LOONG64) >= LOONG64_SINCE) return;
  const codename = /^VERSION_CODENAME=(\w+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  const source = run('apt-get', ['indextargets', 'Created-By: Packages'])
    .stdout.split(/\n\n+/)
    .map((stanza) => (name) => new RegExp(`^${name}: *(.*)$`, 'm').exec(stanza)?.[1] ?? '')
    .find((field) => field('Codename') === codename && field('Component') === 'main');
  if (!source) throw new Error(`apt knows no source of ${codename}`);
  const folder = join(newer, 'apt');
  rmSync(newer, { recursive: true, force: true });
  for (const each of ['lists/partial', 'cache/archives/partial', 'debs', 'etc']) mkdirSync(join(folder, each), { recursive: true });
  const by = source('Signed-By').startsWith('/') ? `[signed-by=${source('Signed-By')}] ` : '';
  writeFileSync(
    join(folder, 'sources.list'),
    ['', '-backports'].map((suite) => `deb ${by}${source('Repo-URI')} ${codename}${suite} main\n`).join(''),
  );
  const set = {
    'Dir::Etc::sourcelist': join(folder, 'sources.list'),
    'Dir::Etc::sourceparts': join(folder, 'etc'),
    'Dir::Etc::preferencesparts': join(folder, 'etc'),
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::Cache': join(folder, 'cache'),
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
  };
  const options = Object.entries(set).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const names = ['qemu-system-misc', 'qemu-system-common', 'qemu-system-data'];
  console.log(`fetching qemu from ${codename}-backports, for loong64`);
  must('apt-get', [...options, '-q', 'update']);
  // What apt would add to the machine for it; nothing is, and the machine's other qemus need no upgrade.
  const simulated = must('apt-get', [...options, '-s', '--no-install-recommends', '-t', `${codename}-backports`, 'install', ...names]);
  const packages = [...simulated.matchAll(/^Inst (\S+) (?:\[\S+\] )?\((\S+)/gm)]
    .filter(([, name]) => names.includes(name) || !name.startsWith('qemu'))
    .map(([, name, version]) => `${name}=${version}`);
  must('apt-get', [...options, '-q', 'download', ...packages], { cwd: join(folder, 'debs') });
  const tree = join(newer, 'tree');
  for (const deb of readdirSync(join(folder, 'debs'))) must('dpkg-deb', ['-x', join(folder, 'debs', deb), tree]);
  rmSync(folder, { recursive: true, force: true });
  const bin = join(tree, 'usr', 'bin');
  for (const name of readdirSync(bin)) if (name !== LOONG64) rmSync(join(bin, name), { recursive: true });
  wrap(tree);
  const version = major(join(newer, 'bin', LOONG64));
  if (version < LOONG64_SINCE) throw new Error(`qemu ${version} of ${codename}-backports does not start, or is too old`);
}

function wrap(tree) {
  const lib = join(tree, 'usr', 'lib');
  const folders = [lib, ...readdirSync(lib, { recursive: true }).map((name) => join(lib, name))].filter((path) => {
    try {
      return readdirSync(path).some((name) => /\.so(\.|$)/.test(name)) && !path.endsWith('/qemu');
    } catch {
      return false;
    }
  });
  mkdirSync(join(newer, 'bin'));
  const wrapper = join(newer, 'bin', LOONG64);
  const text = `#!/bin/sh
export LD_LIBRARY_PATH='${folders.join(':')}'
exec '${join(tree, 'usr', 'bin', LOONG64)}' -L '${join(tree, 'usr', 'share', 'qemu')}' "$@"
`;
  writeFileSync(`${wrapper}.new`, text);
  chmodSync(`${wrapper}.new`, 0o755);
  renameSync(`${wrapper}.new`, wrapper);
}

if (process.platform === 'linux' && found('apt-get')) {
  installMissing();
  try {
    provideLoong64();
  } catch (error) {
    rmSync(newer, { recursive: true, force: true });
    console.log(`skipped: guests for loong64: no ${LOONG64} from ${LOONG64_SINCE}.0 on can be had: ${error.message}`);
  }
} else if (process.platform === 'linux') {
  for (const name of Object.keys(NEEDED))
    if (!found(name)) console.log(`skipped: tests that need ${name}: there is no apt-get to install it`);
} else console.log('skipped: guests: only Linux machines have them');
