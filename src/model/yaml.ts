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
import { lineStarts, positionAt } from './lines.js';

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

const MAX_BYTES = 1 << 20;
const MAX_DEPTH = 40;
const MAX_ALIASES = 50;

/**
 * Parses one YAML document with the places of its nodes.
 * @throws YamlError with line and column
 */
export function parseYaml(text: string): Positioned {
  if (text.length > MAX_BYTES) throw new YamlError(`the file has ${text.length} characters; at most ${MAX_BYTES} are accepted`, 1, 1);
  // A byte order mark is no part of the text, nor of its columns.
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  try {
    const events = parseEvents(source, { maxDepth: MAX_DEPTH });
    const documents = constructFromEvents(events, { source, schema: CORE_SCHEMA, maxAliases: MAX_ALIASES });
    if (documents.length > 1) throw new YamlError(`the file holds ${documents.length} YAML documents; one is expected`, 1, 1);
    const spans = index(events, source);
    return { value: documents[0] ?? null, at: (path, part = 'value') => spans.get(keyOf(path, part)) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new YamlError(error.reason || error.message, (error.mark?.line ?? 0) + 1, (error.mark?.column ?? 0) + 1);
  }
}

type Frame = { kind: 'map' | 'list' | 'document'; path: (string | number)[]; start: number; key?: string; count: number };

/** Walks the events once and notes where each path begins. */
function index(events: Event[], source: string): Map<string, Span> {
  const spans = new Map<string, Span>();
  const lines = lineStarts(source);
  const span = (start: number, end: number): Span => {
    const [from, to] = [positionAt(lines, start), positionAt(lines, end)];
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
  const stack: Frame[] = [];
  const top = () => stack.at(-1);
  /** The path of the value that begins here; undefined when a map's key begins instead. */
  const next = (): (string | number)[] | undefined => {
    const frame = top();
    if (!frame || frame.kind === 'document') return [];
    if (frame.kind === 'list') return [...frame.path, frame.count++];
    if (frame.key === undefined) return undefined;
    const path = [...frame.path, frame.key];
    delete frame.key;
    return path;
  };
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) stack.push({ kind: 'document', path: [], start: 0, count: 0 });
    else if (event.type === EVENT_ID.POP) stack.pop();
    else if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
      const path = next() ?? [...(top()?.path ?? []), '?'];
      spans.set(keyOf(path, 'value'), span(event.start, event.start + 1));
      stack.push({ kind: event.type === EVENT_ID.MAPPING ? 'map' : 'list', path, start: event.start, count: 0 });
    } else {
      const [start, end] = extent(event);
      const path = next();
      const frame = top();
      if (path) spans.set(keyOf(path, 'value'), span(start, end));
      else if (frame) {
        frame.key = event.type === EVENT_ID.SCALAR ? getScalarValue(source, event) : '?';
        spans.set(keyOf([...frame.path, frame.key], 'key'), span(start, end));
      }
    }
  }
  return spans;
}

/** Where a scalar or an alias stands; the quotes are part of it. */
function extent(event: ScalarEvent | AliasEvent): [number, number] {
  if (event.type === EVENT_ID.ALIAS) return [event.anchorStart, event.anchorEnd];
  const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
  return [event.valueStart - quoted, event.valueEnd + quoted];
}

function keyOf(path: readonly (string | number)[], part: 'key' | 'value'): string {
  return `${part} ${JSON.stringify(path.map(String))}`;
}
