import { chmodSync, cpSync, lstatSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { commandLinesNaming } from '../support/command-lines.js';
import { checkJson, exec, makeWorld, type World } from '../support/world.js';

interface Project {
  module: string;
  /** What the policy names in smoke.package. */
  package: string;
}

const PROJECTS: Project[] = [
  { module: 'github.com/rakyll/hey@v0.1.5', package: '.' },
  { module: 'github.com/junegunn/fzf@v0.65.2', package: '.' },
  { module: 'filippo.io/age@v1.3.2', package: './cmd/age' },
  { module: 'golang.org/x/tools@v0.52.0', package: './cmd/stringer' },
  { module: 'github.com/charmbracelet/glow/v2@v2.1.1', package: '.' },
];
const MODES = ['exec', 'debug', 'attach'];
const MINUTES = 60_000;

describe('a real project', () => {
  let world: World;
  beforeEach(() => {
    world = makeWorld();
  });
  afterEach(() => world.remove());

  test.each(PROJECTS)(
    '$module, $package stops in main.main in every mode, and is left as it was',
    async (project) => {
      const dir = await checkOut(project.module, world);
      const before = filesOf(dir);

      const { report, ran } = await checkJson(['--policy', policyFor(project, world), '--dir', dir], world);

      // hey's own workflow pins a Go that is older than its go.mod asks for: that is true.
      expect(report.findings.filter(({ level, cause }) => level !== 'note' && cause !== 'go-pinned-below-go-mod')).toEqual([]);
      expect(report).toMatchObject({ verdict: 'pass' });
      expect(ran.code).toBe(0);
      const sessions = report.facts.sessions.filter((session) => session.subject === project.package);
      expect(sessions.map(({ mode, status, observed }) => ({ mode, status, function: observed.function }))).toEqual(
        MODES.map((mode) => ({ mode, status: 'pass', function: 'main.main' })),
      );
      expect(filesOf(dir)).toEqual(before);
      expect(commandLinesNaming(world.folder)).toEqual([]);
    },
    10 * MINUTES,
  );
});

/** A writable copy of the module's files, as a clone would have them. */
async function checkOut(module: string, world: World): Promise<string> {
  const downloaded = await exec('go', ['mod', 'download', '-json', module], { cwd: world.folder, env: world.env });
  const { Dir, Error: problem } = JSON.parse(downloaded.stdout || '{}') as { Dir?: string; Error?: string };
  if (!Dir) throw new Error(`${module} cannot be downloaded: ${problem ?? downloaded.stderr}`);
  const dir = join(world.folder, 'project');
  cpSync(Dir, dir, { recursive: true });
  // The module cache is read-only, and the copy has its permissions.
  for (const path of [dir, ...entriesOf(dir)]) chmodSync(path, lstatSync(path).mode | 0o200);
  return dir;
}

function policyFor(project: Project, world: World): string {
  const file = join(world.folder, 'policy.yml');
  writeFileSync(
    file,
    `version: 1
smoke:
  package: ${project.package}
  break: main.main
  modes: [${MODES.join(', ')}]
`,
  );
  return file;
}

/** Every file and folder with its size and time of change, so that nothing new, changed or lost goes unseen. */
function filesOf(dir: string): string[] {
  return entriesOf(dir)
    .sort()
    .map((path) => {
      const { size, mtimeMs } = lstatSync(path);
      return `${path} ${size} ${mtimeMs}`;
    });
}

function entriesOf(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((name) => join(dir, name));
}
