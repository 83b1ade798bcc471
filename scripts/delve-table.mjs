// Regenerates src/match/table.ts from the sources of every Delve release, through the Go module proxy.
// Run: npm run delve-table [VERSION…] (needs Go and a module proxy; about 300 MB of downloads into a temporary module cache)
// A proxy's list of versions can be short, so versions that the table has already, and those given as arguments, are read too.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODULE = 'github.com/go-delve/delve';
/** pkg/goversion/compat.go has had its present form since this release. */
const OLDEST = 'v1.5.0';
const SYSTEMS = ['linux', 'darwin', 'windows', 'freebsd'];
const ARCHITECTURES = ['amd64', 'arm64', '386', 'arm', 'ppc64le', 'riscv64', 'loong64', 's390x'];

const cache = mkdtempSync(join(tmpdir(), 'delve-table-'));
const env = { ...process.env, GOMODCACHE: join(cache, 'mod'), GOFLAGS: '-modcacherw', GOTOOLCHAIN: 'local', GOWORK: 'off' };
const go = (...args) =>
  execFileSync('go', args, { cwd: cache, env, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] });

/** Whether a build constraint holds; both `//go:build` and the older `// +build`. */
function holds(source, tags) {
  const modern = /^\/\/go:build (.+)$/m.exec(source)?.[1];
  if (modern) {
    const expression = modern.replace(/[\w.]+/g, (tag) => String(tags.has(tag)));
    if (!/^[\s()!&|truefals]+$/.test(expression)) throw new Error(`unknown build constraint: ${modern}`);
    return Function(`return ${expression}`)();
  }
  const old = [...source.matchAll(/^\/\/\s*\+build (.+)$/gm)].map((match) => match[1]);
  return old.every((line) =>
    line.split(/\s+/).some((any) => any.split(',').every((tag) => (tag.startsWith('!') ? !tags.has(tag.slice(1)) : tags.has(tag)))),
  );
}

function platforms(folder) {
  const native = join(folder, 'pkg', 'proc', 'native');
  const sentinels = readdirSync(native)
    .filter((name) => name.startsWith('support_sentinel'))
    .map((name) => ({ os: SYSTEMS.find((os) => name.endsWith(`_${os}.go`)), source: readFileSync(join(native, name), 'utf8') }));
  const experiments = [...new Set(sentinels.flatMap(({ source }) => source.match(/\bexp\.\w+/g) ?? []))];
  const refused = (os, arch, ...tags) => sentinels.some((s) => (!s.os || s.os === os) && holds(s.source, new Set([os, arch, ...tags])));
  const found = {};
  for (const os of SYSTEMS) {
    for (const arch of ARCHITECTURES) {
      if (!refused(os, arch, 'cgo')) found[`${os}/${arch}`] = refused(os, arch) ? 'cgo' : '';
      else {
        const tag = experiments.find((each) => !refused(os, arch, 'cgo', each));
        if (tag) found[`${os}/${arch}`] = tag;
      }
    }
  }
  return found;
}

function release(version) {
  const info = JSON.parse(go('mod', 'download', '-json', `${MODULE}@${version}`));
  const compat = readFileSync(join(info.Dir, 'pkg', 'goversion', 'compat.go'), 'utf8');
  const number = (name) => Number(new RegExp(`${name}\\s*=\\s*(\\d+)`).exec(compat)[1]);
  const directive = /^go (\S+)/m.exec(readFileSync(info.GoMod, 'utf8'))[1];
  const entry = {
    version: version.slice(1),
    released: JSON.parse(readFileSync(info.Info, 'utf8')).Time.slice(0, 10),
    minGo: `1.${number('MinSupportedVersionOfGoMinor')}`,
    maxGo: `1.${number('MaxSupportedVersionOfGoMinor')}`,
    buildGo: directive,
    sum: info.Sum,
    platforms: platforms(info.Dir),
  };
  rmSync(info.Dir, { recursive: true, force: true });
  rmSync(info.Zip, { force: true });
  process.stderr.write(`${version}: Go ${entry.minGo} to ${entry.maxGo}\n`);
  return entry;
}

const compare = (a, b) => a.slice(1).localeCompare(b.slice(1), 'en', { numeric: true });
try {
  const target = fileURLToPath(new URL('../src/match/table.ts', import.meta.url));
  const kept = existsSync(target) ? [...readFileSync(target, 'utf8').matchAll(/"version":"([^"]+)"/g)].map((match) => `v${match[1]}`) : [];
  const listed = JSON.parse(go('list', '-m', '-versions', '-json', MODULE)).Versions;
  const versions = [...new Set([...listed, ...kept, ...process.argv.slice(2)])]
    .filter((v) => !v.includes('-') && compare(v, OLDEST) >= 0)
    .sort(compare);
  const rows = versions.map(release).map((entry) => `  ${JSON.stringify(entry)},`);
  const text = `// Made by scripts/delve-table.mjs from each release's own sources; do not edit.
import type { DelveRelease } from './releases.js';

export const DELVE_RELEASES: readonly DelveRelease[] = [
${rows.join('\n')}
];
`;
  writeFileSync(`${target}.new`, text);
  renameSync(`${target}.new`, target);
} finally {
  rmSync(cache, { recursive: true, force: true });
}
