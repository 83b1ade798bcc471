import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { lineStarts, positionAt } from '../../../model/lines.js';
import { isGoVariable } from './names.js';
import type { Noted } from './note.js';
import { assignmentsIn } from './script.js';

export type { Node };

/**
 * Parses JSON as VS Code takes it, with comments and commas at the end.
 * @throws Error with the line of the first mistake
 */
export function parseJson(text: string): Node {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first) throw new Error(`line ${positionAt(lineStarts(text), first.offset).line}: ${printParseErrorCode(first.error)}`);
  if (root?.type !== 'object') throw new Error('it holds no object');
  return root;
}

/** The members of an object, each with its key; none of anything else. */
export function members(node: Node | undefined): { name: string; key: Node; value: Node }[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key && value ? [{ name: String(key.value), key, value }] : [],
  );
}

/** The last member of that name, which is the one that counts. */
export function member(node: Node | undefined, ...path: string[]): Node | undefined {
  return path.reduce<Node | undefined>((at, name) => members(at).findLast((each) => each.name === name)?.value, node);
}

/** The elements of an array; the node itself where it is none. */
export function elements(node: Node | undefined): Node[] {
  return node?.type === 'array' ? (node.children ?? []) : node ? [node] : [];
}

export function textIn(node: Node | undefined): string | undefined {
  return node?.type === 'string' ? String(node.value) : undefined;
}

/** Go's variables among the members of an object. */
export function variablesIn(node: Node | undefined, reach: Noted['reach'], scope: string): Noted[] {
  return members(node).flatMap(({ name, key, value }) => (isGoVariable(name) ? [noted(name, key, value, { reach, scope })] : []));
}

/** A member as a setting of a variable: the place is that of its key. */
export function noted(variable: string, key: Node, value: Node, more: Pick<Noted, 'reach' | 'scope'>): Noted {
  const written = value.type === 'null' ? '' : value.type === 'string' ? String(value.value) : JSON.stringify(getNodeValue(value));
  const isPlain = ['string', 'number', 'boolean'].includes(value.type);
  return {
    variable,
    value: isPlain && !/\$\{|^~/.test(written) ? written : null,
    written,
    at: key.offset,
    end: value.offset + value.length,
    ...more,
  };
}

/** The variables that a command sets, of a text that is one: its place is that of the text. */
export function commandsOf(node: Node | undefined, scope: string): Noted[] {
  if (node?.type === 'object') return members(node).flatMap(({ value }) => commandsOf(value, scope));
  const script = node?.type === 'array' ? elements(node).map(textIn).join(' ') : textIn(node);
  if (!node || script === undefined) return [];
  return assignmentsIn(script).map((each) => ({ ...each, at: node.offset, end: node.offset + node.length, scope }));
}
