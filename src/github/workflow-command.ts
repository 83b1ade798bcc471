import type { Annotation } from '../report/annotations.js';

/**
 * An annotation as a workflow command. The escapes are those of @actions/core, which takes 70 ms to load and is not needed for this.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function workflowCommand({ level, message, ...properties }: Annotation): string {
  const { title, file, line, column, endLine } = properties;
  const pairs = Object.entries({ title, file, line, col: column, endLine }).filter(([, value]) => value !== undefined);
  return `::${level} ${pairs.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
