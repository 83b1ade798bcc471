import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { machineApt } from '../../src/guest/apt.js';
import { findKeyring } from '../../src/guest/debian.js';
import { type Kernel, type KernelResult, provideKernel } from '../../src/guest/kernel.js';
import { inspectKernel } from '../../src/guest/kernel-image.js';
import { MACHINES, type Machine, machineFor } from '../../src/guest/machines.js';
import { provideQemu } from '../../src/guest/qemu.js';
import { Scope } from '../../src/system/scope.js';
import { makeWorld, type World } from '../support/world.js';

// Archives are fetched, on machines that do other work.
jest.setTimeout(120_000);

const ARM64 = machineFor('arm64') as Machine;
/** What must be the same afterwards. */
const MACHINES_APT = ['/etc/apt', '/var/lib/apt', '/var/cache/apt', '/var/lib/dpkg'];
const SOON = 50;

let world: World;
let scope: Scope;
let said: string[];

beforeEach(() => {
  world = makeWorld();
  scope = new Scope();
  said = [];
});
afterEach(async () => {
  await scope.close();
  world.remove();
});

/** What is in a folder, as far as this user may look. */
function listing(folder: string): string[] {
  let names: string[] = [];
  try {
    names = readdirSync(folder);
  } catch {
    // As another user's it could not be changed either.
  }
  return names.flatMap((name) => {
    const path = join(folder, name);
    const info = lstatSync(path);
    return [`${path} ${info.size} ${info.mtimeMs} ${info.mode} ${info.uid}`, ...(info.isDirectory() ? listing(path) : [])];
  });
}

function provide(machine: Machine, more: { mirror?: string; env?: NodeJS.ProcessEnv } = {}): Promise<KernelResult> {
  const root = join(world.folder, 'tools');
  return provideKernel({ machine, root, env: world.env, scope, onProgress: (text) => said.push(text), ...more });
}

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

describe("Debian's kernel", () => {
  test.each([
    { arch: 'arm64', what: 'a kernel for arm64 (Image)' },
    { arch: 'loong64', what: 'a kernel for loong64 (EFI)' },
  ])('for $arch is fetched once, and nothing of the machine changes', async ({ arch, what }) => {
    const machine = machineFor(arch) as Machine;
    const before = MACHINES_APT.map(listing);
    const kernel = (await provide(machine)) as Kernel;
    expect(kernel).toMatchObject({ from: 'fetched', version: expect.stringMatching(/^\d+\.\d+\.\d+-/), notes: [] });
    expect(kernel.origin).toMatch(
      new RegExp(`^Debian ${machine.kernel.suite}, linux-\\S+ ${kernel.version}, signed by the Debian archive$`),
    );
    expect(kernel.fetched).toBeGreaterThan(10e6);
    expect(kernel.fetched).toBeLessThan(40e6);
    expect(kernel.sha256).toBe(digest(kernel.file));
    expect(inspectKernel(readFileSync(kernel.file))).toEqual({ arch, what });
    expect(said).toEqual([
      `looking for the newest kernel for ${arch} in Debian ${machine.kernel.suite}`,
      expect.stringMatching(new RegExp(`^fetching the kernel for ${arch}: \\d+ MB$`)),
    ]);
    expect(MACHINES_APT.map(listing)).toEqual(before);

    const started = performance.now();
    const again = await provide(machine, { mirror: 'http://127.0.0.1:1/debian' });
    expect(again).toEqual({ ...kernel, from: 'cache', fetched: 0 });
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  test('is fetched once by two at a time', async () => {
    const both = await Promise.all([provide(ARM64), provide(ARM64)]);
    expect(both.map((each) => (each as Kernel).from).sort()).toEqual(['cache', 'fetched']);
  });

  test('is of the next suite when the first cannot be fetched, and says so; later it is taken from the cache', async () => {
    const machine = { ...ARM64, kernel: { ...ARM64.kernel, suite: 'nosuchsuite' }, otherwise: ARM64.kernel };
    const notes = [expect.stringMatching(/^Debian nosuchsuite: apt-get update failed; the kernel is from bookworm$/)];
    expect(await provide(machine)).toMatchObject({ from: 'fetched', notes });
    expect(await provide(machine, { mirror: 'http://127.0.0.1:1/debian' })).toMatchObject({ from: 'cache' });
  });

  test('that cannot be reached', async () => {
    const result = await provide(ARM64, { mirror: 'http://user:secret@127.0.0.1:1/debian' });
    const message = 'no kernel for arm64: apt-get update failed; name the file of a kernel in emulation.kernel';
    expect(result).toEqual({ kind: 'kernel-unavailable', message, output: expect.stringMatching(/^E: .*(?:refused|connect)/im) });
    expect(JSON.stringify(result)).not.toMatch(/secret|127\.0\.0\.1:1/);
  });

  test.each(['ssh://mirror.example/debian', 'http://mirror.example/ bookworm main\ndeb [trusted=yes] http://mirror.example/'])(
    'is not sought at %j',
    async (mirror) => {
      const message = expect.stringContaining('emulation.mirror is no address that apt can fetch from');
      expect(await provide(ARM64, { mirror })).toMatchObject({ kind: 'kernel-unavailable', message });
    },
  );

  test('is stopped with the run', async () => {
    const providing = provide(ARM64);
    const started = performance.now();
    while (!said.some((text) => text.startsWith('fetching')) && performance.now() - started < 60_000)
      await new Promise((resolve) => setTimeout(resolve, 10));
    await scope.close();
    expect(await providing).toEqual({ kind: 'aborted', message: 'stopped while a kernel was looked for', output: '' });
    expect(existsSync(join(world.folder, 'tools', 'delve-gate-kernel', 'arm64.lock'))).toBe(false);
  });
});

describe('a mirror that lies', () => {
  /** An archive with one package, without a signature. */
  function archive(): { mirror: string; release: string } {
    const mirror = join(world.folder, 'mirror');
    const dist = join(mirror, 'dists', 'bookworm');
    const index = join(dist, 'main', 'binary-arm64');
    mkdirSync(index, { recursive: true });
    const packages =
      'Package: linux-image-6.1.0-99-cloud-arm64\nVersion: 6.1.999-1\nArchitecture: arm64\nFilename: pool/x.deb\nSize: 1\nSHA256: 00\n';
    const bytes = gzipSync(packages);
    writeFileSync(join(index, 'Packages.gz'), bytes);
    const entry = (text: Buffer | string, name: string) =>
      ` ${createHash('sha256').update(text).digest('hex')} ${text.length} main/binary-arm64/${name}\n`;
    const date = new Date().toUTCString().replace('GMT', 'UTC');
    const release = join(dist, 'Release');
    const head = `Origin: Debian\nLabel: Debian\nSuite: bookworm\nCodename: bookworm\nDate: ${date}\nArchitectures: arm64\nComponents: main\n`;
    writeFileSync(release, `${head}SHA256:\n${entry(bytes, 'Packages.gz')}${entry(packages, 'Packages')}`);
    return { mirror: `file:${mirror}`, release };
  }

  test('without a signature is refused, even where the machine lets it pass', async () => {
    const conf = join(world.folder, 'lax.conf');
    writeFileSync(conf, 'Acquire::AllowInsecureRepositories "true";\nAPT::Get::AllowUnauthenticated "true";\n');
    const result = await provide(ARM64, { mirror: archive().mirror, env: { ...world.env, APT_CONFIG: conf } });
    expect(result).toMatchObject({
      kind: 'kernel-unavailable',
      output: expect.stringMatching(/is not signed|does not have a Release file/),
    });
  });

  test('with the signature of another is refused', async () => {
    const { mirror, release } = archive();
    const home = join(world.folder, 'gpg');
    mkdirSync(home, { mode: 0o700 });
    const gpg = (...args: string[]) =>
      execFileSync('gpg', ['--homedir', home, '--batch', '--quiet', '--passphrase', '', ...args], { stdio: 'pipe' });
    gpg('--quick-generate-key', 'nobody', 'rsa2048');
    gpg('--clearsign', '-o', join(release, '..', 'InRelease'), release);
    execFileSync('gpgconf', ['--homedir', home, '--kill', 'gpg-agent']);
    expect(await provide(ARM64, { mirror })).toMatchObject({
      kind: 'kernel-unavailable',
      output: expect.stringMatching(/NO_PUBKEY|not signed/),
    });
  });
});

describe("the keys of Debian's archive", () => {
  test('come out of their package where they are not installed', async () => {
    const before = MACHINES_APT.map(listing);
    const machine = await machineApt({ env: world.env, scope });
    const file = await findKeyring(scope.folder('test'), machine, '/none');
    expect(file.endsWith('/debian-archive-keyring.gpg')).toBe(true);
    const installed = '/usr/share/keyrings/debian-archive-keyring.gpg';
    if (existsSync(installed)) expect(digest(file)).toBe(digest(installed));
    expect(MACHINES_APT.map(listing)).toEqual(before);
  });

  test('also where the machine has no index', async () => {
    const conf = join(world.folder, 'empty.conf');
    const lists = join(world.folder, 'lists');
    mkdirSync(join(lists, 'partial'), { recursive: true });
    writeFileSync(conf, `Dir::State::lists "${lists}";\n`);
    const before = MACHINES_APT.map(listing);
    const machine = await machineApt({ env: { ...world.env, APT_CONFIG: conf }, scope });
    expect(existsSync(await findKeyring(scope.folder('test'), machine, '/none'))).toBe(true);
    expect(MACHINES_APT.map(listing)).toEqual(before);
  });
});

describe('the qemu of this machine', () => {
  test.each(MACHINES.map((machine) => ({ arch: machine.arch, machine })))('for $arch says what it is', async ({ machine }) => {
    const root = join(world.folder, 'tools');
    const ask = () => provideQemu({ machine, install: false, root, env: world.env, scope, onProgress: () => {} });
    const qemu = await ask();
    if ('kind' in qemu) expect(['qemu-missing', 'qemu-too-old']).toContain(qemu.kind);
    else expect(qemu).toMatchObject({ path: expect.stringContaining(machine.qemu), version: expect.stringMatching(/^\d+\.\d+/) });
    const started = performance.now();
    expect(await ask()).toEqual(qemu);
    expect(performance.now() - started).toBeLessThan(SOON);
  });
});
