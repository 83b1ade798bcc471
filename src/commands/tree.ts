import { CAUSES } from '../causes/index.js';
import { treeMermaid, treeOf, treeText } from '../report/tree.js';
import type { TreeArguments } from './arguments.js';
import { pageOf } from './page.js';

/** The decision tree, in the format that was asked for. */
export function tree({ format, ...shown }: TreeArguments): string {
  const made = treeOf(CAUSES);
  if (format === 'json') return `${JSON.stringify(made, null, 2)}\n`;
  return format === 'mermaid' ? treeMermaid(made) : treeText(made, pageOf(shown));
}
