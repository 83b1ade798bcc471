// Runs every test: the bundle is built first, since live and real tests run what users run. Run: npm test
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode24 } from './node24.mjs';
import { findPrism } from './prism.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const kept = join(root, 'node_modules', '.cache', 'delve-gate');
const result = join(kept, 'jest.json');
const run = (file, args) => spawnSync(file, args, { cwd: root, stdio: 'inherit' }).status ?? 1;

mkdirSync(kept, { recursive: true });
rmSync(result, { force: true });
if (run(process.execPath, ['scripts/build.mjs']) !== 0) process.exit(1);
if (run(process.execPath, ['scripts/guest-needs.mjs']) !== 0) process.exit(1);
if (run(process.execPath, ['scripts/browser-needs.mjs']) !== 0) process.exit(1);
const node24 = findNode24();
if ('reason' in node24) console.error(`skipped: tests under Node 24: ${node24.reason}`);
const prism = findPrism();
if ('reason' in prism) console.error(`skipped: a second opinion on requests to GitHub: ${prism.reason}`);
const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--json', `--outputFile=${result}`];
const code = run(process.execPath, [...jest, ...process.argv.slice(2)]);
// Go makes its module cache read-only, and `npm ci` could not remove it.
if (process.platform !== 'win32') spawnSync('chmod', ['-R', 'u+w', kept], { stdio: 'ignore' });
const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests } = JSON.parse(readFileSync(result, 'utf8'));
const failed = numFailedTests + numRuntimeErrorTestSuites;
console.log(`${numPassedTests} passed, ${failed} failed${numPendingTests ? `, ${numPendingTests} skipped` : ''}`);
process.exit(code);
