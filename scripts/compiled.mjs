// The sources as modules, for scripts that measure them or write from them.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Compiles them into a folder of `node_modules/.cache`, and loads those named: `guest/boot` is `src/guest/boot.ts`.
 * With the project `tsconfig.check.json` tests are compiled too, and names begin with `src/` or `__tests__/`.
 */
export async function compiled(folder, names, project = 'tsconfig.json') {
  const out = join(root, 'node_modules', '.cache', folder);
  const tsc = join(dirname(createRequire(import.meta.url).resolve('@typescript/native/package.json')), 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, '-p', join(root, project), '--noEmit', 'false', '--outDir', out], { cwd: root, stdio: 'inherit' });
  return Object.assign({}, ...(await Promise.all(names.map((name) => import(join(out, `${name}.js`))))));
}
