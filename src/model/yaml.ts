import {
  type AliasEvent,
  CORE_SCHEMA,
  constructFromEvents,
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  YAMLException,
} from 'js-yaml';
import { positionAt } from './lines.js';
import { refuseRunaways } from './yaml-aliases.js';

/** A place in a YAML text: one-based line and column, and where the node ends. */
export interface Span {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** A YAML document as data, and where each node of it stands. */
export interface Positioned {
  value: unknown;
  /** The place of a value (or of its key), by the path to it. */
  at(path: readonly (string | number)[], part?: 'key' | 'value'): Span | undefined;
}

/** The text is no YAML that is accepted here. */
export class YamlError extends Error {
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}

const MAX_CHARACTERS = 1 << 18;
const MAX_DEPTH = 40;
const MAX_ALIASES = 50;

/**
 * Parses one YAML document with the places of its nodes.
 * @throws YamlError with line and column
 */
export function parseYaml(text: string): Positioned {
  if (text.length > MAX_CHARACTERS)
    throw new YamlError(`the file has ${text.length} characters; at most ${MAX_CHARACTERS} are accepted`, 1, 1);
  // A byte order mark is no part of the text, nor of its columns.
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  try {
    const events = parseEvents(source, { maxDepth: MAX_DEPTH });
    refuseRunaways(events, source);
    const documents = constructFromEvents(events, { source, schema: CORE_SCHEMA, maxAliases: MAX_ALIASES });
    if (documents.length > 1) throw new YamlError(`the file holds ${documents.length} YAML documents; one is expected`, 1, 1);
    const root = index(events, source);
    const starts = linesOf(source);
    const at: Positioned['at'] = (path, part = 'value') => {
      const range = path.reduce<Node | undefined>((node, name) => node?.inside.get(String(name)), root)?.[part];
      return range && spanOf(starts, range);
    };
    return { value: documents[0] ?? null, at };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new YamlError(error.reason || error.message, (error.mark?.line ?? 0) + 1, (error.mark?.column ?? 0) + 1);
  }
}

/** Offsets of a piece of the text, the end not in it. */
type Range = [start: number, end: number];

/** Where a value stands, the key that it has in a map, and what is in it. */
interface Node {
  value?: Range;
  key?: Range;
  inside: Map<string, Node>;
}

interface Frame {
  kind: 'map' | 'list' | 'document';
  node: Node;
  /** Of a map, the key whose value comes next. */
  key?: string;
  /** Of a list, how many values there were. */
  count: number;
}

/** Walks the events once and notes where each value and key stands. */
function index(events: Event[], source: string): Node {
  const root: Node = { inside: new Map() };
  const stack: Frame[] = [];
  // Where nothing is written, a value has no place of its own: it belongs behind what stands before it.
  let before = 0;
  for (const event of events) {
    const frame = stack.at(-1);
    if (event.type === EVENT_ID.DOCUMENT) stack.push({ kind: 'document', node: root, count: 0 });
    else if (event.type === EVENT_ID.POP) stack.pop();
    else if (frame && event.type !== EVENT_ID.MAPPING && event.type !== EVENT_ID.SEQUENCE) {
      const range = extent(event, before);
      before = range[1];
      const node = nextValue(frame);
      if (node) node.value = range;
      else nameNext(frame, event.type === EVENT_ID.SCALAR ? getScalarValue(source, event) : '?').key = range;
    } else if (frame && 'start' in event) {
      // A collection can be a key, too: nobody asks for its place.
      const node = nextValue(frame) ?? nameNext(frame, '?');
      node.value = [event.start, event.start + 1];
      before = event.start;
      stack.push({ kind: event.type === EVENT_ID.MAPPING ? 'map' : 'list', node, count: 0 });
    }
  }
  return root;
}

/** The node of the value that begins here; undefined when a map's key begins instead. */
function nextValue(frame: Frame): Node | undefined {
  if (frame.kind === 'document') return frame.node;
  if (frame.kind === 'list') return inside(frame.node, String(frame.count++));
  const { key } = frame;
  delete frame.key;
  return key === undefined ? undefined : inside(frame.node, key);
}

function nameNext(frame: Frame, key: string): Node {
  frame.key = key;
  return inside(frame.node, key);
}

function inside(node: Node, name: string): Node {
  const there = node.inside.get(name) ?? { inside: new Map() };
  node.inside.set(name, there);
  return there;
}

/** Where a scalar or an alias stands; the quotes are part of it. @param before the end of what stands before it */
function extent(event: ScalarEvent | AliasEvent, before: number): Range {
  if (event.type === EVENT_ID.ALIAS) return [event.anchorStart, event.anchorEnd];
  if (event.valueStart < 0) return [before, before];
  const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
  return [event.valueStart - quoted, event.valueEnd + quoted];
}

/** YAML's lines end in LF, CRLF, or CR. */
function linesOf(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|[\r\n]/g), ({ index, 0: end }) => index + end.length)];
}

function spanOf(starts: number[], [start, end]: Range): Span {
  const [from, to] = [positionAt(starts, start), positionAt(starts, end)];
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}
