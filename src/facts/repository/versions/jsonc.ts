import { findNodeAtLocation, getNodeValue, type Node, parseTree } from 'jsonc-parser';
import { positionAt } from './declaration.js';

/** JSON with comments and trailing commas, read as editors do, and where its values stand. */
export interface Jsonc {
  value: unknown;
  at(path: readonly (string | number)[]): { line: number; column: number };
}

/** Reads as much as can be read; a file that is no JSON at all has the value undefined. */
export function readJsonc(text: string): Jsonc {
  const tree: Node | undefined = parseTree(text, [], { allowTrailingComma: true });
  return {
    value: tree && getNodeValue(tree),
    at: (path) => positionAt(text, (tree && findNodeAtLocation(tree, [...path])?.offset) ?? 0),
  };
}
