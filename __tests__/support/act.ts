import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { Report } from '../../src/model/report.js';
import { exec, KEPT, ROOT, type World } from './world.js';

const VERSION = '0.2.89';
const FOLDER = join(KEPT, 'act', VERSION);

/** An annotation as a runner reads it from a workflow command. */
export interface Shown {
  level: string;
  message: string;
  title?: string;
  file?: string;
  line?: string;
  col?: string;
}

/** What one run of a workflow left behind. */
export interface ActRun {
  /** `success` or `failure`. */
  job: string | undefined;
  /** The result of each job, by its name; of a matrix the name of each leg. */
  jobs: Record<string, string>;
  /** The result of each step that ran, by its id or number. */
  steps: Record<string, string>;
  annotations: Shown[];
  /** Outputs of all steps. */
  outputs: Record<string, string>;
  summary: string;
  /** What steps printed, without what was a command. */
  log: string;
  /** Every workflow command that the runner obeyed. */
  commands: string[];
  /** The report, as a later step found it; undefined when there was none. */
  report: Report | undefined;
}

/** act itself: a runner for workflows. Built once, then kept. */
export async function installAct(world: World): Promise<string> {
  const file = join(FOLDER, 'act');
  if (!existsSync(file)) {
    mkdirSync(FOLDER, { recursive: true });
    const made = await exec('go', ['install', `github.com/nektos/act@v${VERSION}`], {
      cwd: world.folder,
      env: { ...world.env, GOBIN: FOLDER, GOFLAGS: '-modcacherw' },
    });
    if (made.code !== 0) throw new Error(`act could not be built:\n${made.stderr}`);
  }
  return file;
}

/** A git repository with this Action in it, and the files that are given. */
export async function repository(world: World, name: string, files: Record<string, string>, branch = 'main'): Promise<string> {
  const folder = join(world.folder, name);
  mkdirSync(folder, { recursive: true });
  for (const part of ['action.yml', 'dist/action', 'dist/guard', 'go']) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  for (const args of [
    ['init', '--quiet', `--initial-branch=${branch}`],
    ['add', '--all'],
    [...identity, 'commit', '--quiet', '--message=test'],
  ]) {
    const ran = await exec('git', args, { cwd: folder, env: world.env });
    if (ran.code !== 0) throw new Error(`git ${args.join(' ')}: ${ran.stderr}`);
  }
  return folder;
}

export interface ActOptions {
  act: string;
  world: World;
  /** The node that runs the Action: first on PATH. */
  node: string;
  event?: string;
  /** Labels of runners that this machine is, besides ubuntu-latest. */
  labels?: readonly string[];
  /** Actions that workflows name by `owner/name@ref`, and the folder of each. */
  actions?: Record<string, string>;
  /** For every step. */
  env?: Record<string, string>;
  /** More of the event's payload. */
  payload?: object;
}

/** Runs the workflows of a repository for an event. */
export async function runWorkflow(
  folder: string,
  { act, world, node, event = 'push', labels = [], env: handedOn = {}, payload: more = {}, actions = {} }: ActOptions,
): Promise<ActRun> {
  const kept = join(folder, 'kept-report.json');
  const payload = join(world.folder, 'event.json');
  writeFileSync(
    payload,
    JSON.stringify({ repository: { default_branch: 'main' }, pull_request: { head: { ref: 'x' }, base: { ref: 'main' } }, ...more }),
  );
  const env = { ...world.env, PATH: [dirname(node), world.env.PATH].join(delimiter) };
  const handed = Object.entries({ GOCACHE: world.env.GOCACHE, GOMODCACHE: world.env.GOMODCACHE, ...handedOn }).flatMap(([name, value]) => [
    '--env',
    `${name}=${value}`,
  ]);
  const args = [
    event,
    ...['-e', payload, '--json'],
    ...['ubuntu-latest', ...labels].flatMap((label) => ['-P', `${label}=-self-hosted`]),
    // Its two servers stay on this machine.
    ...['--cache-server-addr', '127.0.0.1', '--artifact-server-addr', '127.0.0.1'],
    ...Object.entries(actions).map(([name, from]) => `--local-repository=${name}=${from}`),
    ...handed,
    ...['--env', `KEEP_REPORT=${kept}`],
  ];
  const ran = await exec(act, args, { cwd: folder, env });
  const lines = ran.stdout.split('\n').filter((line) => line.startsWith('{'));
  if (lines.length === 0) throw new Error(`act said nothing (exit code ${ran.code}):\n${ran.stdout}\n${ran.stderr}`);
  return read(
    lines.map((line) => JSON.parse(line)),
    existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : undefined,
  );
}

interface Line {
  msg?: string;
  raw_output?: boolean;
  command?: string;
  /** The line that held the command. */
  raw?: string;
  arg?: string;
  name?: string;
  content?: string;
  jobResult?: string;
  job?: string;
  stepID?: string[];
  stepResult?: string;
  stage?: string;
}

/** These come from files, not from what a step prints. */
const FROM_FILES = ['set-output', 'summary', 'add-path'];

function read(lines: Line[], report: Report | undefined): ActRun {
  const text = (command: string, of: (line: Line) => string | undefined) => lines.filter((line) => line.command === command).map(of);
  const commands = lines.flatMap(({ command, raw = '' }) => (command && !FROM_FILES.includes(command) ? [parseCommand(raw)] : []));
  return {
    job: lines.find((line) => line.jobResult)?.jobResult,
    jobs: Object.fromEntries(
      lines.flatMap(({ job, jobResult }) => (job && jobResult ? [[job.replace(/^.*?\//, '').trim(), jobResult]] : [])),
    ),
    // Before and after the job a step has other results.
    steps: Object.fromEntries(
      lines.flatMap(({ stepID, stepResult, stage = 'Main' }) =>
        stepID?.[0] && stepResult && stage === 'Main' ? [[stepID[0], stepResult]] : [],
      ),
    ),
    annotations: commands.flatMap(({ name, data, properties }) =>
      ['error', 'warning', 'notice'].includes(name) ? [{ ...properties, level: name, message: data }] : [],
    ),
    outputs: Object.fromEntries(lines.filter((line) => line.command === 'set-output').map(({ name, arg }) => [name, arg ?? ''])),
    summary: text('summary', (line) => line.content).join(''),
    log: lines.flatMap((line) => (line.raw_output ? [line.msg] : [])).join(''),
    commands: commands.map((command) => command.name),
    report,
  };
}

/**
 * A command as GitHub's runner reads it: the first `::` after the name ends its properties. (act takes the last one of the line.)
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function parseCommand(raw: string): { name: string; properties: Record<string, string>; data: string } {
  const line = raw.trim();
  const end = line.indexOf('::', 2);
  const [, name = '', pairs = ''] = /^(\S+)\s*(.*)$/.exec(line.slice(2, end)) ?? [];
  const properties = pairs.split(',').flatMap((pair) => {
    const [key = '', ...value] = pair.split('=');
    return key === '' ? [] : [[key, unescaped(value.join('='), /%(?:0D|0A|3A|2C|25)/g)]];
  });
  return { name, properties: Object.fromEntries(properties), data: unescaped(line.slice(end + 2)) };
}

const ESCAPES = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' };

function unescaped(text: string, known = /%(?:0D|0A|25)/g): string {
  return text.replace(known, (code) => ESCAPES[code as keyof typeof ESCAPES]);
}
