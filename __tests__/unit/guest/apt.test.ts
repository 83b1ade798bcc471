import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type AptPaths,
  compareVersions,
  fetchedBytes,
  isMirror,
  makeApt,
  reachLines,
  readPackages,
  readPaths,
} from '../../../src/guest/apt.js';
import { baseUri, mirrorIn } from '../../../src/guest/debian.js';
import { Scope } from '../../../src/system/scope.js';

const DUMP = `APT::Architecture "amd64";
APT::Update::Post-Invoke:: "rm -f /var/cache/apt/archives/*.deb || true";
APT::Get::AllowUnauthenticated "true";
Acquire "";
Acquire::AllowInsecureRepositories "1";
Acquire::AllowWeakRepositories "1";
Acquire::IndexTargets::deb::DEP-11::MetaKey "$(COMPONENT)/dep11/Components-$(NATIVE_ARCHITECTURE).yml";
Acquire::Languages:: "de";
Acquire::GzipIndexes "true";
Acquire::http "";
Acquire::http::Proxy "http://proxy.example:3128";
Acquire::http::Proxy::mirror.example "DIRECT";
Acquire::https::CaInfo "/etc/ca.pem";
Acquire::HTTPS::Verify-Peer "true";
Acquire::httpsomething "x";
Acquire::ForceIPv4 "true";
Acquire::Retries "5";
Acquire::Check-Valid-Until "false";
DPkg::Post-Invoke:: "x";
`;

describe("of the machine's apt", () => {
  test('only what is needed to reach the network is taken over', () => {
    expect(reachLines(DUMP)).toEqual([
      'Acquire::http "";',
      'Acquire::http::Proxy "http://proxy.example:3128";',
      'Acquire::http::Proxy::mirror.example "DIRECT";',
      'Acquire::https::CaInfo "/etc/ca.pem";',
      'Acquire::HTTPS::Verify-Peer "true";',
      'Acquire::ForceIPv4 "true";',
      'Acquire::Retries "5";',
      'Acquire::Check-Valid-Until "false";',
    ]);
  });

  test('the places of its files are known', () => {
    expect(readPaths("netrc='/etc/apt/auth.conf'\ntrustedparts='/etc/apt/trusted.gpg.d/'\n")).toEqual({
      netrc: '/etc/apt/auth.conf',
      trustedparts: '/etc/apt/trusted.gpg.d/',
    });
  });
});

describe('a private apt', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'delve-gate-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const paths: AptPaths = {
    sourcelist: '/etc/passwd',
    sourceparts: '/etc',
    trusted: '/none',
    trustedparts: '/etc',
    netrc: '/etc/passwd',
    netrcparts: '/none',
  };

  test('has everything in its folder', () => {
    const o = { env: { PATH: '/bin', APT_CONFIG: '/theirs' }, scope: new Scope(), reach: reachLines(DUMP), paths };
    const apt = makeApt(folder, { ...o, arch: 'arm64', sources: 'deb [arch=arm64] file:/mirror bookworm main' });
    expect(apt.env).toMatchObject({ PATH: '/bin', APT_CONFIG: join(folder, 'apt.conf'), LC_ALL: 'C' });
    const conf = readFileSync(join(folder, 'apt.conf'), 'utf8');
    for (const [name, value] of [
      ['Dir::State', folder],
      ['Dir::Cache', join(folder, 'cache')],
      ['Dir::Etc', join(folder, 'etc')],
      ['Dir::Etc::parts', join(folder, 'etc/apt.conf.d')],
      ['Dir::Etc::main', '/dev/null'],
      ['Dir::Etc::netrc', '/etc/passwd'],
      ['APT::Architecture', 'arm64'],
      ['Acquire::http::Proxy', 'http://proxy.example:3128'],
    ])
      expect(conf).toContain(`\n${name} "${value}";`.trimStart());
    expect(conf).not.toMatch(/Invoke|Unauthenticated|Insecure|sourcelist|trusted|netrcparts/);
    expect(readFileSync(join(folder, 'etc/sources.list'), 'utf8')).toBe('deb [arch=arm64] file:/mirror bookworm main\n');
  });

  test("may have the machine's sources and the keys that go with them", () => {
    makeApt(folder, { env: {}, scope: new Scope(), reach: [], paths });
    const conf = readFileSync(join(folder, 'apt.conf'), 'utf8');
    expect(conf.match(/^Dir::Etc::\w+/gm)).toEqual([
      'Dir::Etc::main',
      'Dir::Etc::parts',
      'Dir::Etc::netrc',
      'Dir::Etc::sourcelist',
      'Dir::Etc::sourceparts',
      'Dir::Etc::trustedparts',
    ]);
  });
});

test.each([
  ['Fetched 8841 kB in 1s (10.8 MB/s)\n', 8_841_000],
  ['Get:1 …\nFetched 10.2 MB in 1s (11.3 MB/s)\nReading package lists...\n', 10_200_000],
  ['Fetched 1,234 B in 0s (9 B/s)\n', 1234],
  ['Hit:1 …\n', 0],
])('what apt says it fetched: %j', (text, bytes) => {
  expect(fetchedBytes(text)).toBe(bytes);
});

test('packages of an index', () => {
  const text = 'Package: a\nVersion: 1.0-1\nSize: 12\nDescription: x\n Version: 9\n\nPackage: b\nVersion: 2\nSize: 3\n\n';
  expect(readPackages(text)).toEqual([
    { name: 'a', version: '1.0-1', size: 12 },
    { name: 'b', version: '2', size: 3 },
  ]);
  expect(readPackages('')).toEqual([]);
});

test.each([
  ['6.1.176-1', '6.1.99-1'],
  ['6.12.107-1', '6.1.176-1'],
  ['6.1.176-1', '6.1.176-1~bpo11+1'],
  ['6.1.176-2', '6.1.176-1'],
  ['7.0-1', '7.0~rc3-1~exp1'],
  ['1:1.0', '9.9'],
  ['1.0+b1', '1.0'],
  ['1.0-1+deb12u1', '1.0-1'],
  ['1.0a', '1.0'],
  ['1.0+', '1.0a'],
  ['10-x-1', '9-x-1'],
])('version %s is newer than %s', (newer, older) => {
  expect(compareVersions(newer, older)).toBeGreaterThan(0);
  expect(compareVersions(older, newer)).toBeLessThan(0);
  expect(compareVersions(newer, newer)).toBe(0);
});

test.each([
  ['http://mirror.example/debian', true],
  ['https://user:pass@mirror.example:8080/debian/', true],
  ['mirror+file:/etc/apt/mirrors/debian.list', true],
  ['file:/srv/mirror', true],
  ['http://mirror.example/debian bookworm main\ndeb [trusted=yes] http://evil.example/', false],
  ['[trusted=yes] http://evil.example/', false],
  ['http://mirror.example/ [x', false],
  ['ssh://mirror.example/debian', false],
  ['cdrom:[Debian]/', false],
  ['mirror.example/debian', false],
  ['', false],
])('%j can be a mirror: %p', (uri, possible) => {
  expect(isMirror(uri)).toBe(possible);
});

describe("the mirror of the machine's own sources", () => {
  const BOOKWORM = { id: 'debian', codename: 'bookworm' };
  const target = (fields: Record<string, string>) =>
    Object.entries({ Component: 'main', Release: 'bookworm', 'Created-By': 'Packages', ...fields })
      .map(([name, value]) => `${name}: ${value}\n`)
      .join('');
  const DEBIAN = target({ 'Repo-URI': 'http://a.example/debian/', Origin: 'Debian' });
  const UNFETCHED = target({ 'Repo-URI': 'http://b.example/debian/', 'Signed-By': '/usr/share/keyrings/debian-archive-keyring.gpg' });
  const OTHER = target({ 'Repo-URI': 'https://c.example/linux/debian/', Origin: 'Docker' });
  const OTHER_UNFETCHED = target({ 'Repo-URI': 'https://d.example/', 'Signed-By': '/etc/apt/keyrings/other.gpg' });
  const SECURITY = target({ 'Repo-URI': 'http://a.example/debian-security/', Release: 'bookworm-security', Origin: 'Debian' });
  const UPDATES = target({ 'Repo-URI': 'http://e.example/debian/', Release: 'bookworm-updates', Origin: 'Debian' });
  const UBUNTU = target({ 'Repo-URI': 'http://u.example/ubuntu/', Release: 'noble', Origin: 'Ubuntu' });
  const CDROM = target({ 'Repo-URI': 'cdrom:[Debian 12]/', Origin: 'Debian' });

  test.each([
    { what: "is Debian's", targets: [OTHER, SECURITY, UPDATES, DEBIAN], found: 'http://a.example/debian/' },
    { what: 'is likely where no index was fetched', targets: [OTHER_UNFETCHED, UNFETCHED], found: 'http://b.example/debian/' },
    { what: "is none of others'", targets: [OTHER, UBUNTU], found: undefined },
    { what: 'is none of security or updates alone', targets: [SECURITY, UPDATES], found: undefined },
    { what: 'is no disc', targets: [CDROM], found: undefined },
    { what: 'is not there', targets: [], found: undefined },
  ])('$what', ({ targets, found }) => {
    expect(mirrorIn(targets.join('\n'), BOOKWORM)).toBe(found);
  });

  test('elsewhere than on Debian only an index that says so counts', () => {
    const ubuntu = { id: 'ubuntu', codename: 'noble' };
    expect(mirrorIn(UNFETCHED, ubuntu)).toBeUndefined();
    expect(mirrorIn(DEBIAN, ubuntu)).toBe('http://a.example/debian/');
  });

  test('without one, that of a template of python-apt', () => {
    expect(baseUri('Suite: {series}\nRepositoryType: deb\nBaseURI: https://t.example/debian/\nBaseURI: https://s.example/\n')).toBe(
      'https://t.example/debian/',
    );
    expect(baseUri('')).toBeUndefined();
  });
});
