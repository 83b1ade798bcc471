import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
}

/** Reads the workflows of the workspace: the one that runs comes first, then those of the same name, then the others. */
export async function readWorkflows(context: WorkflowContext): Promise<Workflow[]> {
  const { parseYaml } = await import('../model/yaml.js');
  const folder = join(context.workspace, '.github', 'workflows');
  const running = /\.github\/workflows\/([^@]+)@/.exec(context.ref ?? '')?.[1];
  const found = list(folder).flatMap((name) => {
    try {
      const file = join(folder, name);
      const document = parseYaml(readFileSync(file, 'utf8'));
      const named = valueAt(document.value, ['name']) === context.name;
      return [{ file, document, order: name === running ? 0 : named ? 1 : 2 }];
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
