import type { Setting } from '../../../model/setting.js';
import { valueAt } from '../../../model/value-at.js';
import type { RepositoryFile } from '../files.js';
import { type Noted, settingsIn } from './note.js';
import { dialectOf } from './script.js';
import { type Path, YamlFile } from './yaml-file.js';

/**
 * What a workflow sets: `env:` of the workflow, its jobs, their containers and steps, and the lines of `run:`; the steps first.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
 * @throws YamlError
 */
export function readWorkflow(file: RepositoryFile): Setting[] {
  const yaml = new YamlFile(file.text);
  const defaults = yaml.at(['defaults', 'run', 'shell']);
  const jobs = keys(yaml.at(['jobs']));
  const inJobs = jobs.flatMap((job) => ofJob(yaml, job, defaults));
  return settingsIn(file, 'workflow', [...inJobs, ...scoped(yaml, ['env'], 'all jobs')]);
}

/** What a composite action sets in its steps. @throws YamlError */
export function readAction(file: RepositoryFile): Setting[] {
  const yaml = new YamlFile(file.text);
  return settingsIn(file, 'action', ofSteps(yaml, ['runs', 'steps'], '', undefined));
}

function ofJob(yaml: YamlFile, job: string, defaults: unknown): Noted[] {
  const path: Path = ['jobs', job];
  const shell = yaml.at([...path, 'defaults', 'run', 'shell']) ?? defaults;
  const name = `job ${job}`;
  return [
    ...ofSteps(yaml, [...path, 'steps'], `${name}, `, shell),
    ...scoped(yaml, [...path, 'env'], name),
    ...scoped(yaml, [...path, 'container', 'env'], `${name}, its container`),
  ].map((each) => ({ ...each, job }));
}

function ofSteps(yaml: YamlFile, path: Path, before: string, shell: unknown): Noted[] {
  const steps = yaml.at(path);
  if (!Array.isArray(steps)) return [];
  return steps.flatMap((step, index) => {
    const scope = `${before}step ${index + 1}`;
    const run = valueAt(step, ['run']);
    const dialect = typeof run === 'string' ? dialectOf(valueAt(step, ['shell']) ?? shell, run) : 'sh';
    const written = yaml.script([...path, index, 'run'], dialect).map((each) => ({ ...each, scope }));
    return [...scoped(yaml, [...path, index, 'env'], scope), ...written];
  });
}

function scoped(yaml: YamlFile, path: Path, scope: string): Noted[] {
  return yaml.environment(path).map((each) => ({ ...each, scope }));
}

function keys(value: unknown): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}
