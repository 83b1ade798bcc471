import { type Issue, issuesOf } from './issue.js';
import type { Result } from './result.js';
import { plain } from './sanitize.js';

/**
 * The result as logging commands of Azure Pipelines: an issue for each error and warning, a line for each note, and the end of the task when
 * it fails. The page of a run shows ten issues of a kind and counts them all; the gravest come first, and the log has every one.
 * https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
 * @param fails whether the run fails; it can pass with findings, by --fail-on
 */
export function azure(result: Result, fails: boolean = result.verdict !== 'pass'): string {
  const lines = issuesOf(result).map((issue) => (issue.finding.level === 'note' ? noteOf(issue) : issueOf(issue)));
  if (fails) lines.push(command('task.complete', { result: 'Failed' }, `delve-gate: ${result.verdict}`));
  return lines.map((line) => `${line}\n`).join('');
}

function issueOf(issue: Issue): string {
  const { finding, place, cause } = issue;
  const { file, line, column } = place;
  const at = line === undefined ? {} : { sourcepath: plain(file), linenumber: line, columnnumber: column };
  return command('task.logissue', { type: finding.level, ...at, code: cause }, told(issue));
}

/** Azure has errors and warnings; the log has a line of what is neither. */
function noteOf(issue: Issue): string {
  return `delve-gate note: ${inert(told(issue).replace(/\n */g, ' · '))}`;
}

function told({ title, text }: Issue): string {
  return `delve-gate: ${title}\n${text}`;
}

function command(name: string, properties: Record<string, string | number | undefined>, message: string): string {
  const pairs = Object.entries(properties).filter(([, value]) => value !== undefined);
  return `##vso[${name} ${pairs.map(([key, value]) => `${key}=${escapeProperty(inert(String(value)))};`).join('')}]${escapeData(inert(message))}`;
}

/** A value begins no command and no format of its own, wherever an agent prints it again. */
function inert(text: string): string {
  return text.replace(/##(?=(vso)?\[)/gi, '# #');
}

/** The escapes of Microsoft's azure-pipelines-task-lib. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(']', '%5D').replaceAll(';', '%3B');
}
