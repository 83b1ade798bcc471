import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../model/facts.js';
import { valueAt } from '../model/value-at.js';
import type { Positioned } from '../model/yaml.js';

/** Which workflow runs us. */
export interface WorkflowContext {
  /** The folder that holds `.github`. */
  workspace: string;
  /** `owner/name/.github/workflows/ci.yml@refs/…`, where the runner says so. */
  ref: string | undefined;
  /** The name of the workflow, and the id of the job. */
  name: string | undefined;
  job: string | undefined;
}

/** A workflow file that could be read. */
export interface Workflow {
  file: string;
  document: Positioned;
  lines: readonly string[];
}

type Path = (string | number)[];

/**
 * Finds the line of a workflow file that sets a variable to the value that is in force: a step's `env`, then the job's, then the workflow's.
 * @returns its place, and the whole line when the value is on it alone; undefined when no file of the workspace sets it so
 */
export function findInWorkflows(
  workflows: readonly Workflow[],
  job: string | undefined,
  variable: string,
  value: string,
): { place: Place; text?: string } | undefined {
  for (const { file, document, lines } of workflows) {
    const candidates = envPaths(document.value, job).map((path) => [...path, variable]);
    const hit = candidates.find(
      (path) => String(valueAt(document.value, path) ?? '') === value && valueAt(document.value, path) !== undefined,
    );
    const span = hit && document.at(hit, 'key');
    if (!span) continue;
    const ends = document.at(hit, 'value');
    const text = ends?.line === span.line && ends.endLine === span.line ? lines[span.line - 1] : undefined;
    return { place: { file, line: span.line, column: span.column }, ...(text === undefined ? {} : { text }) };
  }
  return undefined;
}

/** Reads the workflows of the workspace: the one that runs comes first, then those of the same name, then the others. */
export async function readWorkflows(context: WorkflowContext): Promise<Workflow[]> {
  const { parseYaml } = await import('../model/yaml.js');
  const folder = join(context.workspace, '.github', 'workflows');
  const running = /\.github\/workflows\/([^@]+)@/.exec(context.ref ?? '')?.[1];
  const found = list(folder).flatMap((name) => {
    try {
      const file = join(folder, name);
      const text = readFileSync(file, 'utf8');
      const document = parseYaml(text);
      const named = valueAt(document.value, ['name']) === context.name;
      return [{ file, document, lines: text.split('\n'), order: name === running ? 0 : named ? 1 : 2 }];
    } catch {
      return [];
    }
  });
  return found.sort((a, b) => a.order - b.order);
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort();
  } catch {
    return [];
  }
}

function envPaths(document: unknown, job: string | undefined): Path[] {
  const jobs = keys(valueAt(document, ['jobs']));
  const ordered = job !== undefined && jobs.includes(job) ? [job] : jobs;
  const steps = ordered.flatMap((id) => {
    const all = valueAt(document, ['jobs', id, 'steps']);
    return Array.isArray(all) ? all.map((_, at) => ['jobs', id, 'steps', at, 'env'] as Path) : [];
  });
  return [...steps, ...ordered.map((id): Path => ['jobs', id, 'env']), ['env']];
}

function keys(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}
