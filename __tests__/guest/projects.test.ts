import { chmodSync, cpSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { checkTargets, inLab, type Lab, targetOf } from '../support/guest.js';
import { exec } from '../support/world.js';

/** Two of those of __tests__/real/projects.test.ts: one module alone, and one with several programs. */
const PROJECTS = [
  { module: 'github.com/rakyll/hey@v0.1.5', package: '.' },
  { module: 'filippo.io/age@v1.3.2', package: './cmd/age' },
];
const MODES = ['exec', 'attach'];

jest.setTimeout(10 * 60_000);

test.each(PROJECTS)('$module, $package stops in main.main in a guest of arm64', (project) =>
  inLab(async (lab) => {
    await checkOut(project.module, lab);
    const policy = `smoke:\n  package: ${project.package}\n  modes: [${MODES.join(', ')}]\n`;
    const report = await checkTargets(lab, ['linux/arm64'], policy);
    const target = targetOf(report);
    expect(report.verdict).toBe('pass');
    // hey's own workflow pins a Go that is older than its go.mod asks for: that is true.
    expect(report.findings.filter(({ level, cause }) => level !== 'note' && cause !== 'go-pinned-below-go-mod')).toEqual([]);
    const sessions = target.sessions.filter(({ subject }) => subject === project.package);
    expect(sessions.map(({ mode, status, observed }) => ({ mode, status, function: observed.function }))).toEqual(
      MODES.map((mode) => ({ mode, status: 'pass', function: 'main.main' })),
    );
    expect(target.how).toBe('guest');
  }),
);

/** The module's files in the folder of the project, as a clone would have them. */
async function checkOut(module: string, { world, project }: Lab): Promise<void> {
  const downloaded = await exec('go', ['mod', 'download', '-json', module], { cwd: world.folder, env: world.env });
  const { Dir, Error: problem } = JSON.parse(downloaded.stdout || '{}') as { Dir?: string; Error?: string };
  if (!Dir) throw new Error(`${module} cannot be downloaded: ${problem ?? downloaded.stderr}`);
  cpSync(Dir, project, { recursive: true });
  // The module cache is read-only, and the copy has its permissions.
  for (const path of [project, ...readdirSync(project, { recursive: true, encoding: 'utf8' }).map((name) => join(project, name))])
    chmodSync(path, lstatSync(path).mode | 0o200);
}
