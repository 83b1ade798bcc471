import pc from 'picocolors';
import type { GoFacts } from '../model/facts.js';
import { valueIn } from '../model/seen.js';
import { shown } from './env-origin.js';
import { brief, shorten } from './sanitize.js';
import { inert } from './text.js';

/** How the variables that say where things lie decide each other: `delve-gate env graph` as data. */
export interface Graph {
  schema: 'delve-gate/env-graph/1';
  nodes: {
    name: string;
    kind: 'variable' | 'system' | 'file';
    /** Null when it is not known, as where `go env` fails, and where there is none. */
    value: string | null;
    /** It was set, and not left to Go. */
    set: boolean;
  }[];
  /** `from` decides `to`. */
  edges: Edge[];
}

interface Edge {
  from: string;
  to: string;
  /** In words; empty where there is nothing to say. */
  how: string;
}

/** What the graph is about; what decides these comes with them. */
const SUBJECTS = ['GOROOT', 'GOTOOLCHAIN', 'GOVERSION', 'GOPATH', 'GOBIN', 'GOMODCACHE', 'GOCACHE', 'GOENV'];
const ENVIRONMENT = 'process environment';
const BELOW: Record<string, string> = { GOMODCACHE: 'pkg/mod in its first folder', GOBIN: 'bin in its first folder' };

/** @param system variables of the system that decide some of Go's: HOME, PATH… */
export function graphOf(go: GoFacts, system: Readonly<Record<string, string>>): Graph {
  const nodes = new Map<string, Graph['nodes'][number]>();
  const edges: Edge[] = [];
  const visit = (name: string) => {
    if (nodes.has(name)) return;
    nodes.set(name, nodeOf(name, go, system));
    for (const edge of edgesTo(name, go)) {
      edges.push(edge);
      visit(edge.from);
    }
  };
  for (const name of SUBJECTS) visit(name);
  return { schema: 'delve-gate/env-graph/1', nodes: [...nodes.values()], edges };
}

function nodeOf(name: string, go: GoFacts, system: Readonly<Record<string, string>>): Graph['nodes'][number] {
  const origin = own(go.origins, name);
  if (!origin && !SUBJECTS.includes(name)) {
    const isFile = name === go.path || /[\\/]/.test(name);
    const version = go.onPath.find(({ path }) => path === name)?.version;
    return { name, kind: isFile ? 'file' : 'system', value: (isFile ? version : own(system, name)) ?? null, set: true };
  }
  const values = valueIn(go.env);
  const told = values ? (own(values, name) ?? '') : (origin?.written ?? (name === 'GOENV' ? go.goenv.path : null));
  const set = origin !== undefined && origin.source !== 'default' && origin.source !== 'computed';
  return { name, kind: 'variable', value: told, set };
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** What decides a variable; the go command is the first of PATH. */
function edgesTo(to: string, go: GoFacts): Edge[] {
  if (to === go.path) return [{ from: 'PATH', to, how: 'the first go on it' }];
  const { source, place, by } = own(go.origins, to) ?? {};
  if (source === 'environment') return [{ from: ENVIRONMENT, to, how: '' }];
  if (source === 'go-env-w') return [{ from: 'GOENV', to, how: `line ${place?.line}` }];
  if (source === 'goroot-go.env') {
    // A go command that hands over reads its own go.env first.
    const switched = go.origins.GOROOT?.by?.some((each) => 'variable' in each);
    return [{ from: switched && go.path ? go.path : 'GOROOT', to, how: `go.env, line ${place?.line}` }];
  }
  if (to === 'GOBIN' && !valueIn(go.env)?.GOBIN) return [{ from: 'GOPATH', to, how: `${BELOW.GOBIN}, since it is unset` }];
  return (by ?? []).map((each) => {
    if ('variable' in each) return { from: each.variable, to, how: BELOW[to] ?? '' };
    const { file, line, written } = each;
    return { from: file, to, how: line === undefined ? '' : [`line ${line}`, written].filter(Boolean).join(': ') };
  });
}

/** A tree for a terminal: what decides stands above what it decides. What has several deciders stands whole under the first of them. */
export function graphText({ nodes, edges }: Graph, { colour, width }: { colour: boolean; width: number }): string {
  const c = pc.createColors(colour);
  const drawn = new Set<string>();
  const lines: string[] = [];
  const draw = (name: string, how: string, head: string, tail: string) => {
    const node = nodes.find((each) => each.name === name);
    const again = drawn.has(name);
    drawn.add(name);
    const value = node ? told(node) : '';
    const label = brief(name, width - head.length - 20);
    const room = Math.max(0, width - head.length - label.length - 2);
    const words = shorten(brief([again ? '(above)' : value, how && `· ${how}`].filter(Boolean).join(' '), room), room);
    const paint = node?.kind === 'variable' ? (node.set ? c.yellow : c.bold) : c.cyan;
    lines.push(`${c.dim(head)}${paint(label)}  ${c.dim(words)}`.trimEnd());
    if (again) return;
    const below = edges.filter(({ from }) => from === name);
    below.forEach(({ to, how: why }, at) => {
      const last = at === below.length - 1;
      draw(to, why, `${tail}${last ? '╰─ ' : '├─ '}`, `${tail}${last ? '   ' : '│  '}`);
    });
  };
  for (const { name } of nodes) if (!edges.some(({ to }) => to === name)) draw(name, '', '', '');
  // In a circle nothing stands first.
  for (const { name } of nodes) if (!drawn.has(name)) draw(name, '', '', '');
  return `${lines.map(inert).join('\n')}\n`;
}

function told({ kind, value }: Graph['nodes'][number]): string {
  if (value === null) return kind === 'variable' ? '(not known)' : '';
  return shown(value);
}

/** As a picture: https://mermaid.js.org/syntax/flowchart.html */
export function graphMermaid({ nodes, edges }: Graph): string {
  const id = new Map(nodes.map(({ name }, at) => [name, `n${at}`]));
  const shape = (node: Graph['nodes'][number]) => {
    const label = [shown(node.name), told(node)].filter(Boolean).map(quoted).join('<br>');
    const box = node.kind === 'variable' ? `["${label}"]` : `(["${label}"])`;
    return `  ${id.get(node.name)}${box}:::${node.kind === 'variable' && node.set ? 'set' : node.kind}`;
  };
  return [
    'flowchart LR',
    ...nodes.map(shape),
    ...edges.map(({ from, to, how }) => `  ${id.get(from)} -->${how ? `|"${quoted(how)}"|` : ''} ${id.get(to)}`),
    '  classDef variable fill:#f6f8fa,stroke:#59636e,color:#1f2328',
    '  classDef set fill:#fff8c5,stroke:#bf8700,color:#4d2d00',
    '  classDef system fill:#ddf4ff,stroke:#0969da,color:#0a3069',
    '  classDef file fill:#ddf4ff,stroke:#0969da,color:#0a3069',
    '',
  ].join('\n');
}

/** A value of anybody's in a label: all but plain characters as their numbers, so that it is neither Markdown nor HTML nor an end of the label. */
function quoted(text: string): string {
  return brief(text, 80).replace(/[^A-Za-z0-9_./:,+=~@ -]|^[-+]|(?<=\d)\. /gu, (character) =>
    [...character].map((each) => `#${each.codePointAt(0)};`).join(''),
  );
}
