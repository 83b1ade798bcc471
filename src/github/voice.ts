import type { Inputs } from './inputs.js';
import { logLine } from './progress.js';
import type { Rest } from './rest/index.js';
import { workflowCommand } from './workflow-command.js';

/** GitHub's API, loaded where it is asked for; undefined when that fails, which is told and changes nothing else. */
export async function openRest(inputs: Inputs): Promise<Rest | undefined> {
  const say = (line: string) => process.stdout.write(logLine(line));
  const notice = (message: string) => {
    if (inputs.annotate) process.stdout.write(`${workflowCommand({ level: 'notice', title: 'delve-gate', message })}\n`);
    else say(message);
  };
  try {
    const { Rest } = await import('./rest/index.js');
    return new Rest(inputs, process.env, { say, notice });
  } catch (error) {
    notice(`nothing is published: ${(error as Error).message}; expected an event that can be read, in GITHUB_EVENT_PATH`);
    return undefined;
  }
}
