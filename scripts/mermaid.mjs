// Finds Mermaid for the tests and pictures of the job summary: one file of an npm package, kept with node_modules.
// It is no dependency of package.json: it asks for a newer Node than ours, and only a browser runs that file.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VERSION = '12.3.0';
const FILE = 'package/dist/mermaid.min.js';
const kept = fileURLToPath(new URL('../node_modules/.cache/delve-gate', import.meta.url));

/** @returns {{ mermaid: string } | { reason: string }} the path of the script, or why there is none */
export function findMermaid() {
  const file = join(kept, `mermaid-${VERSION}.js`);
  if (existsSync(file)) return { mermaid: file };
  mkdirSync(kept, { recursive: true });
  const folder = mkdtempSync(join(kept, 'mermaid-'));
  const run = (name, args) => execFileSync(name, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    run('npm', ['pack', '--silent', '--ignore-scripts', `mermaid@${VERSION}`]);
    run('tar', ['-xzf', `mermaid-${VERSION}.tgz`, FILE]);
    renameSync(join(folder, FILE), file);
    return { mermaid: file };
  } catch (error) {
    return { reason: `npm could not fetch mermaid@${VERSION}: ${String(error.stderr ?? error.message).split('\n')[0]}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
