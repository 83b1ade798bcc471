// Finds Prism, a second opinion on GitHub's description, for the tests of __tests__/contract. It is kept with node_modules, and no dependency
// of package.json: it needs a newer Node than we do.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode24 } from './node24.mjs';

const VERSION = '5.16.0';
/** What its `engines` ask for. */
const NODE = [24, 18];
const kept = fileURLToPath(new URL('../node_modules/.cache/delve-gate/prism', import.meta.url));

/** @returns {{ node: string, prism: string } | { reason: string }} a Node and the file that it is to run, or why there is none */
export function findPrism() {
  const found = findNode24();
  if ('reason' in found) return found;
  const version = execFileSync(found.node, ['--version'], { encoding: 'utf8' }).trim();
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  if (major < NODE[0] || (major === NODE[0] && minor < NODE[1]))
    return { reason: `Prism needs Node ${NODE.join('.')}, here is ${version}` };
  const prism = join(kept, 'node_modules', '@stoplight', 'prism-cli', 'dist', 'index.js');
  if (!existsSync(prism)) {
    mkdirSync(kept, { recursive: true });
    const args = [
      'install',
      '--prefix',
      kept,
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      `@stoplight/prism-cli@${VERSION}`,
    ];
    try {
      execFileSync('npm', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    } catch (error) {
      return { reason: `npm could not install @stoplight/prism-cli@${VERSION}: ${String(error.stderr).split('\n')[0]}` };
    }
  }
  return existsSync(prism) ? { node: found.node, prism } : { reason: `@stoplight/prism-cli@${VERSION} holds no dist/index.js` };
}
