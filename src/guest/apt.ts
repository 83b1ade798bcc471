import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunResult, run } from '../system/run.js';
import type { Scope } from '../system/scope.js';

/** What is needed to run apt: the machine's environment, and where it ends. */
export interface Running {
  env: NodeJS.ProcessEnv;
  scope: Scope;
}

/** What apt could not do, with its own words. */
export class AptError extends Error {
  readonly output: string;
  constructor(message: string, output: string) {
    super(message);
    this.output = output;
  }
}

/** A package as an index has it. */
export interface Package {
  name: string;
  version: string;
  /** Bytes of its file. */
  size: number;
}

/** How apt reaches the network and what it makes of clocks that are wrong; hooks, keys, pins and what it fetches are not among it. */
const REACH = /^Acquire::(?:https?|ftp|socks|tor|mirror|Connect|Retries|Force\w*|EnableSrvRecords|Check-Date|Check-Valid-Until|Max-\w+)\b/i;
const MINUTE = 60_000;

/** The lines of `apt-config dump` that an apt of our own takes over from the machine's. */
export function reachLines(dump: string): string[] {
  return dump.split('\n').filter((line) => REACH.test(line));
}

/** Where the machine's apt has its own files: what `apt-config shell` says. */
export type AptPaths = Record<'sourcelist' | 'sourceparts' | 'trusted' | 'trustedparts' | 'netrc' | 'netrcparts', string>;

const PATHS = ['sourcelist/f', 'sourceparts/d', 'trusted/f', 'trustedparts/d', 'netrc/f', 'netrcparts/d'];

/** Reads what `apt-config shell NAME Dir::Etc::NAME/f …` prints. */
export function readPaths(text: string): AptPaths {
  return Object.fromEntries([...text.matchAll(/^(\w+)='(.*)'$/gm)].map((match) => [match[1], match[2]])) as AptPaths;
}

/** The machine's apt: how it reaches the network, where its files are. */
export interface MachineApt extends Running {
  reach: string[];
  paths: AptPaths;
}

/** Looks at the machine's apt; nothing is changed. */
export async function machineApt(running: Running): Promise<MachineApt> {
  const names = PATHS.flatMap((path) => [path.split('/')[0] as string, `Dir::Etc::${path}`]);
  const [dump, shell] = await Promise.all([
    run('apt-config', ['dump'], { ...running, timeout: MINUTE }),
    run('apt-config', ['shell', ...names], { ...running, timeout: MINUTE }),
  ]);
  for (const result of [dump, shell]) if (result.code !== 0) throw failure("apt's configuration cannot be read", result);
  return { ...running, reach: reachLines(dump.stdout), paths: readPaths(shell.stdout) };
}

/**
 * Whether it can stand in a line of a sources list as an archive, and as nothing else: a policy can come from anyone, and
 * a second line or an option in brackets would lift the signatures. `ssh:` and `rsh:` would start programs.
 */
export function isMirror(uri: string): boolean {
  return /^(?:https?|ftp|file|copy|mirror(?:\+\w+)?|tor(?:\+\w+)?):[\w./@:%~+?&=,-]+$/.test(uri);
}

/** An apt whose configuration, index and archives are in a folder of ours. */
export interface PrivateApt extends Running {
  folder: string;
}

/**
 * Makes the files of a private apt.
 * @param sources the one line of its sources list, or nothing when `machine` names the machine's
 */
export function makeApt(folder: string, o: Running & { arch?: string; reach: string[]; paths: AptPaths; sources?: string }): PrivateApt {
  const etc = join(folder, 'etc');
  for (const each of [
    'etc/apt.conf.d',
    'etc/sources.list.d',
    'etc/preferences.d',
    'etc/trusted.gpg.d',
    'lists/partial',
    'cache/archives/partial',
  ])
    mkdirSync(join(folder, each), { recursive: true });
  const set: [string, string][] = [
    ['Dir::State', folder],
    ['Dir::State::status', join(folder, 'status')],
    ['Dir::Cache', join(folder, 'cache')],
    ['Dir::Etc', etc],
    ['Dir::Etc::main', '/dev/null'],
    ['Dir::Etc::parts', join(etc, 'apt.conf.d')],
    // The user _apt cannot enter our folder; apt would say so and go on as root.
    ['APT::Sandbox::User', 'root'],
    ['APT::Update::Error-Mode', 'any'],
    ['Acquire::Languages', 'none'],
    ['Acquire::PDiffs', 'false'],
    ['Acquire::Retries', '2'],
  ];
  if (o.arch) set.push(['APT::Architecture', o.arch], ['APT::Architectures::', o.arch]);
  const borrowed: (keyof AptPaths)[] = ['netrc', 'netrcparts'];
  if (!o.sources) borrowed.push('sourcelist', 'sourceparts', 'trusted', 'trustedparts');
  for (const name of borrowed) if (o.paths[name] && existsSync(o.paths[name])) set.push([`Dir::Etc::${name}`, o.paths[name]]);
  const conf = join(folder, 'apt.conf');
  writeFileSync(join(folder, 'status'), '');
  writeFileSync(join(etc, 'sources.list'), o.sources ? `${o.sources}\n` : '');
  writeFileSync(conf, [...set.map(([name, value]) => `${name} "${value}";`), ...o.reach, ''].join('\n'), { mode: 0o600 });
  return { folder, scope: o.scope, env: { ...o.env, APT_CONFIG: conf, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' } };
}

/**
 * Fetches the index, and makes sure that apt has found its signature good.
 * @returns the bytes that were fetched, as apt tells them
 * @throws {AptError}
 */
export async function updateIndex(apt: PrivateApt): Promise<number> {
  const result = await run('apt-get', ['update', '-q'], { ...apt, timeout: 10 * MINUTE });
  // An apt older than 2.1.9 does not know that each error counts.
  const fetched = readdirSync(join(apt.folder, 'lists')).some((name) => name.includes('_Packages'));
  if (result.code !== 0 || !fetched) throw failure('apt-get update failed', result);
  const asked = ['indextargets', '--format', '$(TRUSTED)', 'Created-By: Packages'];
  const trusted = await run('apt-get', asked, { ...apt, timeout: MINUTE });
  if (trusted.code !== 0 || !/^(?:yes\s*)+$/.test(trusted.stdout)) throw failure('the signature of the index was not proved', trusted);
  return fetchedBytes(result.stdout);
}

/** What `apt-get` says in its line `Fetched 8841 kB in 1s`. */
export function fetchedBytes(text: string): number {
  const [, number = '0', unit = ''] = /^Fetched ([\d.,]+) ([kMG]?)B in /m.exec(text) ?? [];
  return Math.round(Number(number.replaceAll(',', '')) * ({ k: 1e3, M: 1e6, G: 1e9 }[unit] ?? 1));
}

/**
 * The newest package whose name matches.
 * @throws {AptError}
 */
export async function newestPackage(apt: PrivateApt, name: RegExp): Promise<Package | undefined> {
  const prefix = /^\^([\w-]*)/.exec(name.source)?.[1] ?? '';
  const names = await run('apt-cache', ['pkgnames', prefix], { ...apt, timeout: MINUTE });
  if (names.code !== 0) throw failure('the index cannot be read', names);
  const fitting = names.stdout.split('\n').filter((each) => name.test(each));
  if (fitting.length === 0) return undefined;
  const shown = await run('apt-cache', ['show', '--no-all-versions', ...fitting], { ...apt, timeout: MINUTE });
  if (shown.code !== 0) throw failure('the index cannot be read', shown);
  return readPackages(shown.stdout).sort((a, b) => compareVersions(b.version, a.version) || compareVersions(b.name, a.name))[0];
}

/** Reads the stanzas of an index. */
export function readPackages(text: string): Package[] {
  return text
    .split(/\n\n+/)
    .map((stanza) => {
      const field = (name: string) => new RegExp(`^${name}: *(.*)$`, 'm').exec(stanza)?.[1] ?? '';
      return { name: field('Package'), version: field('Version'), size: Number(field('Size')) };
    })
    .filter((each) => each.name !== '' && each.version !== '');
}

/**
 * Downloads a package, held to the checksum in the signed index.
 * @returns the file
 * @throws {AptError}
 */
export async function downloadPackage(apt: PrivateApt, what: string, more: readonly string[] = []): Promise<string> {
  const cwd = join(apt.folder, 'debs');
  mkdirSync(cwd, { recursive: true });
  const args = ['download', '-q', '-o', 'APT::Get::AllowUnauthenticated=false', ...more, what];
  const result = await run('apt-get', args, { ...apt, cwd, timeout: 30 * MINUTE });
  const file = readdirSync(cwd).find((name) => name.endsWith('.deb'));
  if (result.code !== 0 || !file) throw failure(`apt-get download ${what.split('=')[0]} failed`, result);
  return join(cwd, file);
}

function failure(message: string, result: RunResult): AptError {
  const why = result.error === 'timeout' ? ': it took too long' : result.error ? `: ${result.error}` : '';
  // Of what went well there is nothing to tell; the errors are among the warnings.
  return new AptError(message + why, result.stderr.trim() || result.stdout.trim());
}

/** Compares two versions as dpkg does (deb-version(7)): numbers by value, `~` before everything, letters before other signs. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [splitVersion(a), splitVersion(b)];
  return x.epoch - y.epoch || comparePart(x.upstream, y.upstream) || comparePart(x.revision, y.revision);
}

function splitVersion(version: string): { epoch: number; upstream: string; revision: string } {
  const [, epoch = '0', upstream = '', revision = '0'] = /^(?:(\d+):)?(.*?)(?:-([^-]*))?$/s.exec(version) ?? [];
  return { epoch: Number(epoch), upstream, revision };
}

function comparePart(a: string, b: string): number {
  const [x, y] = [a, b].map((part): string[] => part.match(/\D+|\d+/g) ?? []) as [string[], string[]];
  // A part begins with letters; where it does not, they are empty.
  for (const each of [x, y]) if (/^\d/.test(each[0] ?? '')) each.unshift('');
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const [p = '', q = ''] = [x[i], y[i]];
    const order = i % 2 === 1 ? Number(p || 0) - Number(q || 0) : compareSigns(p, q);
    if (order !== 0) return order;
  }
  return 0;
}

function compareSigns(a: string, b: string): number {
  const weight = (sign: string | undefined) =>
    sign === undefined ? 0 : sign === '~' ? -1 : /[A-Za-z]/.test(sign) ? sign.charCodeAt(0) : 256 + sign.charCodeAt(0);
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const order = weight(a[i]) - weight(b[i]);
    if (order !== 0) return order;
  }
  return 0;
}
