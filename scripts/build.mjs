// Bundles src/ into dist/: a folder each for the Action, the command line, and what the Action does before and after a job. Run: npm run build [FOLDER]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minifySync, transformSync } from '@swc/core';

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

/** The command line: a few lines of CommonJS, all of the program, and one small file for what is over in a moment. */
function commandLine(folder) {
  const quick = join(folder, 'policy-test');
  bundle('commands/main.ts', join(folder, 'main'));
  bundle('commands/policy/start.ts', quick);
  const code = readFileSync(join(quick, 'index.js'), 'utf8');
  writeFileSync(
    join(quick, 'index.js'),
    transformSync(code, { module: { type: 'commonjs' }, minify: true, jsc: { target: 'es2022' } }).code,
  );
  const source = readFileSync(join(root, 'src', 'cli.cts'), 'utf8');
  const { code: entry } = transformSync(source, {
    module: { type: 'commonjs', ignoreDynamic: true },
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  });
  writeFileSync(join(folder, 'index.js'), entry);
  for (const each of [folder, quick]) writeFileSync(join(each, 'package.json'), '{ "type": "commonjs" }\n');
}

for (const entry of ['action', 'cli', 'guard']) {
  const folder = join(target, entry);
  const side = `${folder}.new`;
  rmSync(side, { recursive: true, force: true });
  try {
    if (entry === 'cli') commandLine(side);
    else bundle(`${entry}.ts`, side);
    rmSync(folder, { recursive: true, force: true });
    renameSync(side, folder);
  } finally {
    rmSync(side, { recursive: true, force: true });
  }
}
