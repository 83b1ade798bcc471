// Bundles src/ into dist/: a folder each for the Action, the command line, and what the Action does before and after a job. Run: npm run build [FOLDER]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minifySync } from '@swc/core';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = process.argv[2] ?? join(root, 'dist');
const ncc = createRequire(import.meta.url).resolve('@vercel/ncc/dist/ncc/cli.js');
/** ncc minifies the main file alone; what is loaded later is read faster when it is small, too. */
function minifyChunks(folder) {
  for (const name of readdirSync(folder).filter((each) => /^\d+\.index\.js$/.test(each))) {
    const file = join(folder, name);
    writeFileSync(
      file,
      minifySync(readFileSync(file, 'utf8'), { module: true, compress: true, mangle: true, format: { comments: false } }).code,
    );
  }
}

function bundle(source, folder) {
  // A cache of its own, so that a bundle depends on the sources alone.
  const cache = mkdtempSync(join(root, 'node_modules', '.ncc-'));
  try {
    execFileSync(
      process.execPath,
      [ncc, 'build', join(root, 'src', source), '--out', folder, '--minify', '--no-cache', '--quiet', '--license', 'licenses.txt'],
      { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, TMPDIR: cache } },
    );
    minifyChunks(folder);
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

for (const entry of ['action', 'cli', 'guard']) {
  const folder = join(target, entry);
  const side = `${folder}.new`;
  rmSync(side, { recursive: true, force: true });
  try {
    bundle(`${entry}.ts`, side);
    // One small file, which src/cli.ts loads instead of all the others.
    if (entry === 'cli') bundle('commands/policy/start.ts', join(side, 'policy-test'));
    rmSync(folder, { recursive: true, force: true });
    renameSync(side, folder);
  } finally {
    rmSync(side, { recursive: true, force: true });
  }
}
