// Installs the browser of `npm run test:browser` where it is missing and may be installed; says what will be skipped, and why.
// Run: node scripts/browser-needs.mjs
import { spawnSync } from 'node:child_process';
import { findChromium } from './chromium.mjs';
import { findMermaid } from './mermaid.mjs';

/** The browser, and letters and pictures of letters that a machine without a screen lacks. */
const PACKAGES = ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji'];

function apt(...args) {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const [file, ...all] = [...sudo, 'apt-get', '-q', '-o', 'DPkg::Lock::Timeout=120', ...args];
  const { status, stderr, error } = spawnSync(file, all, {
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
  });
  return status === 0 ? undefined : (error?.message ?? (stderr.trim().split('\n').at(-1) || `exit code ${status}`));
}

function install() {
  if (process.platform !== 'linux') return 'only on Linux is it installed from here';
  if (spawnSync('sh', ['-c', 'command -v apt-get']).status !== 0) return 'there is no apt-get to install it';
  console.log(`installing ${PACKAGES.join(', ')}`);
  apt('update');
  return apt('install', '-y', '--no-install-recommends', ...PACKAGES);
}

let found = findChromium();
if ('reason' in found) {
  const problem = install();
  found = findChromium();
  if ('reason' in found) console.log(`skipped: browser tests: ${found.reason}; ${problem ?? 'what apt-get installed is none'}`);
}
const mermaid = findMermaid();
if ('reason' in mermaid) console.log(`skipped: browser tests that draw Mermaid: ${mermaid.reason}`);
