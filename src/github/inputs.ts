import { resolve } from 'node:path';
import { getInput, getMultilineInput } from '@actions/core';
import { choice, FAIL_ON, type FailOn, sections, UsageError } from '../commands/arguments.js';
import type { Section } from '../commands/sections.js';
import { parseWrites, type Write } from '../commands/write.js';

/** What the step gives, read and checked in one place. */
export interface Inputs {
  command: 'check' | 'plan' | 'gate' | 'publish';
  policy: string | undefined;
  /** Where repositories are checked out that policies are extended from: `owner/name=FOLDER`, the folder absolute. */
  layers: string[];
  workingDirectory: string;
  targets: string[];
  only: Section[];
  failOn: FailOn;
  dlvVersion: string | undefined;
  report: string;
  /** The result in other formats, each in its file. */
  write: Write[];
  /** The leg of a plan that this check is. */
  leg: string | undefined;
  /** Of a gate: the plan, or its file; how the jobs before it ended; where the reports are; what is compared with. */
  plan: string;
  needs: string | undefined;
  reports: string[];
  base: string | undefined;
  compare: string | undefined;
  annotate: boolean;
  summary: boolean;
  /** Whether the GOENV file is put back at the end of the job. */
  guard: boolean;
  /** Of a gate: what it publishes through GitHub's API, and with which token. */
  checkRun: boolean;
  checkName: string;
  comment: boolean;
  suggestions: boolean;
  uploadSarif: boolean;
  token: string;
}

/** Inputs that need GitHub's API: a leg, which runs the code of the pull request, makes no call. */
const PUBLISHING = ['check-run', 'comment', 'suggestions', 'upload-sarif'];

/** Whether any of it needs GitHub's API. */
export function needsApi({ checkRun, comment, suggestions, uploadSarif, compare }: Inputs): boolean {
  return checkRun || comment || suggestions || uploadSarif || compare === BASE;
}

/** The value of `compare` for the last gate of the base branch. */
export const BASE = 'base';

/**
 * Reads the step's inputs.
 * @throws UsageError for a value that is not among those that are known: a typo never means false
 */
export function readInputs(): Inputs {
  const command = choice('input command', getInput('command') || 'check', ['check', 'plan', 'gate', 'publish']);
  const leg = legName(getInput('leg'));
  const publishing = PUBLISHING.find((name) => flag(name, 'false'));
  if (publishing !== undefined && command !== 'gate' && command !== 'publish')
    throw new UsageError(`input ${publishing} is of a gate, and the command is ${command}; give it to the step with command: gate`);
  const report = getInput('report') || reportOf(command, leg);
  return {
    command,
    policy: getInput('policy') || undefined,
    layers: layers(),
    workingDirectory: getInput('working-directory') || '.',
    targets: targets(),
    only: sections(getInput('only')),
    failOn: choice('input fail-on', getInput('fail-on') || 'error', FAIL_ON),
    dlvVersion: getInput('dlv-version') || undefined,
    report,
    write: parseWrites('input write', getMultilineInput('write').filter(Boolean), [report]),
    leg,
    plan: getInput('plan'),
    needs: getInput('needs') || undefined,
    reports: lines('reports', 'delve-gate-reports'),
    base: getInput('base') || undefined,
    compare: getInput('compare') || undefined,
    annotate: flag('annotate'),
    summary: flag('summary'),
    guard: flag('guard', 'false'),
    checkRun: flag('check-run', 'false'),
    checkName: checkName(getInput('check-name') || 'delve-gate'),
    comment: flag('comment', 'false'),
    suggestions: flag('suggestions', 'false'),
    uploadSarif: flag('upload-sarif', 'false'),
    token: token(),
  };
}

/** A leg's report is named by it, so that many can lie in one folder. */
function reportOf(command: Inputs['command'], leg: string | undefined): string {
  if (command === 'gate') return 'delve-gate-gate.json';
  return leg === undefined ? 'delve-gate-report.json' : `delve-gate-${leg}.json`;
}

function legName(name: string): string | undefined {
  if (name !== '' && !/^[a-z0-9][a-z0-9.-]{0,199}$/.test(name))
    throw new UsageError(`input leg "${name}" is no name of a leg; expected one of the plan: \${{ matrix.name }}`);
  return name || undefined;
}

function checkName(name: string): string {
  if (name.length > 100) throw new UsageError(`input check-name has ${name.length} characters; expected at most 100`);
  return name;
}

/** Taken out of the environment, which the programs that we start are given. */
function token(): string {
  const given = getInput('token');
  delete process.env.INPUT_TOKEN;
  return given;
}

function lines(name: string, otherwise: string): string[] {
  const given = getMultilineInput(name).filter(Boolean);
  return given.length > 0 ? given : [otherwise];
}

function targets(): string[] {
  const names = getMultilineInput('targets')
    .flatMap((line) => line.split(/[\s,]+/))
    .filter(Boolean);
  for (const name of names)
    if (!/^[a-z0-9]+\/[a-z0-9]+$/.test(name)) throw new UsageError(`input targets "${name}" is not GOOS/GOARCH, such as linux/amd64`);
  return names;
}

/** Folders are relative to the workspace, as all of a workflow are. */
function layers(): string[] {
  const workspace = process.env.GITHUB_WORKSPACE || '.';
  return getMultilineInput('layers')
    .filter(Boolean)
    .map((line) => line.replace(/=(.+)$/, (_, folder: string) => `=${resolve(workspace, folder)}`));
}

function flag(name: string, otherwise = 'true'): boolean {
  return choice(`input ${name}`, (getInput(name) || otherwise).toLowerCase(), ['true', 'false']) === 'true';
}
