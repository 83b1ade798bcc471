import { resolve } from 'node:path';
import { warning } from '@actions/core';
import type { Rendering } from '../commands/render.js';
import { writeAll } from '../commands/write.js';
import { plain } from '../report/sanitize.js';
import type { Inputs } from './inputs.js';

/** The files that the input `write` asks for. One that cannot be written is a warning: the verdict stays. */
export async function publishFiles(
  { write, failOn }: Pick<Inputs, 'write' | 'failOn'>,
  workspace: string,
  rendered: (as: Rendering) => Promise<string>,
): Promise<void> {
  const files = write.map(({ format, file }) => ({ format, file: resolve(workspace, file) }));
  const problems = await writeAll(files, ({ format, file }) => rendered({ format, output: file, colour: false, failOn }));
  for (const problem of problems) warning(`delve-gate: ${plain(problem)}`);
}
