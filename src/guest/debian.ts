import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../system/run.js';
import { downloadPackage, type MachineApt, makeApt, type Running, updateIndex } from './apt.js';

/** Debian's archive as this machine knows it: nothing of it is named in our own sources. */

const TEMPLATE = '/usr/share/python-apt/templates/Debian.info';
const KEYRING = 'usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * The mirror of Debian's archive: that of the machine's own sources, else the one that Ubuntu's python-apt-common knows.
 * @returns nothing when the machine knows none
 */
export async function findMirror(running: Running, template: string = TEMPLATE): Promise<string | undefined> {
  const targets = await run('apt-get', ['indextargets', 'Created-By: Packages'], { ...running, timeout: 60_000 });
  return mirrorIn(targets.stdout, readOsRelease()) ?? baseUri(text(template) ?? '');
}

/** What `/etc/os-release` says of the distribution. */
export interface Distribution {
  id: string;
  codename: string;
}

function readOsRelease(): Distribution {
  const release = text('/etc/os-release') ?? '';
  const field = (name: string) => new RegExp(`^${name}="?([^"\n]*)`, 'm').exec(release)?.[1] ?? '';
  return { id: field('ID'), codename: field('VERSION_CODENAME') };
}

/**
 * The mirror among the index targets of apt, which reads every format of source lists. Others have a component `main`
 * too: an index that was fetched says whose it is; before that only Debian's own machines are believed.
 */
export function mirrorIn(targets: string, { id, codename }: Distribution): string | undefined {
  const entries = targets.split(/\n\n+/).map((stanza) => {
    const field = (name: string) => new RegExp(`^${name}: *(.*)$`, 'm').exec(stanza)?.[1] ?? '';
    return {
      uri: field('Repo-URI'),
      release: field('Release'),
      component: field('Component'),
      origin: field('Origin'),
      keys: field('Signed-By'),
    };
  });
  const fitting = entries.filter(
    ({ uri, release, component, origin }) =>
      component === 'main' &&
      !/[-/](?:security|updates|backports)/.test(`${uri} ${release}`) &&
      /^(?:https?|mirror|ftp|file|copy|tor)\b/.test(uri) &&
      (origin === 'Debian' || (origin === '' && id === 'debian' && (codename === '' || release === codename || release === 'stable'))),
  );
  const likely = (entry: (typeof fitting)[number]) =>
    (entry.origin === 'Debian' ? 4 : 0) + (/debian-archive/.test(entry.keys) ? 2 : 0) + (/\/debian\/?$/.test(entry.uri) ? 1 : 0);
  return fitting.sort((a, b) => likely(b) - likely(a))[0]?.uri;
}

/** The archive in a template of python-apt-common. */
export function baseUri(template: string): string | undefined {
  return /^BaseURI: *(\S+)/m.exec(template)?.[1];
}

/**
 * Debian's archive keyring: the machine's, else out of its package, which the machine's distribution signs. Nothing is installed.
 * @throws {AptError}
 */
export async function findKeyring(folder: string, machine: MachineApt, installed: string = `/${KEYRING}`): Promise<string> {
  if (existsSync(installed)) return installed;
  const apt = makeApt(join(folder, 'keyring'), machine);
  // With the indexes that the machine has, if it has any.
  const asItIs = { ...apt, env: { ...machine.env, LC_ALL: 'C' } };
  const deb = await downloadPackage(asItIs, 'debian-archive-keyring', ['-o', `Dir::Cache=${join(apt.folder, 'cache')}`]).catch(async () => {
    machine.scope.signal.throwIfAborted();
    // One of the machine's sources may be broken that has nothing to do with this.
    await updateIndex(apt).catch(() => {});
    return downloadPackage(apt, 'debian-archive-keyring');
  });
  const into = join(folder, 'keyring', 'files');
  mkdirSync(into, { recursive: true });
  const result = await run('dpkg-deb', ['-x', deb, into], { env: machine.env, scope: machine.scope, timeout: 60_000 });
  if (result.code !== 0) throw new Error(`the package of Debian's keys cannot be unpacked: ${result.stderr.trim() || result.error}`);
  return join(into, KEYRING);
}

function text(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
