import { getInput, getMultilineInput } from '@actions/core';
import { choice, FAIL_ON, type FailOn, sections, UsageError } from '../commands/arguments.js';
import type { Section } from '../commands/sections.js';

/** What the step gives, read and checked in one place. */
export interface Inputs {
  command: 'check' | 'plan';
  policy: string | undefined;
  workingDirectory: string;
  targets: string[];
  only: Section[];
  failOn: FailOn;
  dlvVersion: string | undefined;
  report: string;
  annotate: boolean;
  summary: boolean;
}

/**
 * Reads the step's inputs.
 * @throws UsageError for a value that is not among those that are known: a typo never means false
 */
export function readInputs(): Inputs {
  return {
    command: choice('input command', getInput('command') || 'check', ['check', 'plan']),
    policy: getInput('policy') || undefined,
    workingDirectory: getInput('working-directory') || '.',
    targets: targets(),
    only: sections(getInput('only')),
    failOn: choice('input fail-on', getInput('fail-on') || 'error', FAIL_ON),
    dlvVersion: getInput('dlv-version') || undefined,
    report: getInput('report') || 'delve-gate-report.json',
    annotate: flag('annotate'),
    summary: flag('summary'),
  };
}

function targets(): string[] {
  const names = getMultilineInput('targets')
    .flatMap((line) => line.split(/[\s,]+/))
    .filter(Boolean);
  for (const name of names)
    if (!/^[a-z0-9]+\/[a-z0-9]+$/.test(name)) throw new UsageError(`input targets "${name}" is not GOOS/GOARCH, such as linux/amd64`);
  return names;
}

function flag(name: string): boolean {
  return choice(`input ${name}`, (getInput(name) || 'true').toLowerCase(), ['true', 'false']) === 'true';
}
