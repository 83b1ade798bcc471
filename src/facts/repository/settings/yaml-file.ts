import { lineStarts } from '../../../model/lines.js';
import { valueAt } from '../../../model/value-at.js';
import { type Positioned, parseYaml } from '../../../model/yaml.js';
import { isGoVariable } from './names.js';
import type { Noted } from './note.js';
import { type Assignment, assignmentsIn } from './script.js';
import type { Dialect } from './shell.js';

export type Path = readonly (string | number)[];

/** A YAML file whose maps, lists and scripts are read for settings. */
export class YamlFile {
  private readonly document: Positioned;
  private readonly starts: readonly number[];
  /** Where each map and list is written, which is before any alias to it. */
  private readonly written = new Map<object, Path>();

  /** @throws YamlError where the text is no YAML */
  constructor(private readonly text: string) {
    this.document = parseYaml(text);
    this.starts = lineStarts(text);
    this.note(this.document.value, []);
  }

  at(path: Path): unknown {
    return valueAt(this.document.value, path);
  }

  /** The variables of a map, `NAME: value`, or of a list, `- NAME=value`; what aliases and merges (`<<`) bring is told where it is written. */
  environment(path: Path): Assignment[] {
    const node = this.at(path);
    if (typeof node !== 'object' || node === null) return [];
    const own = this.written.get(node) ?? path;
    if (Array.isArray(node)) return node.flatMap((each, index) => this.listed(each, [...own, index]));
    return Object.entries(node).flatMap(([name, value]) => {
      if (name === '<<') return this.merged(value, [...own, '<<']);
      return isGoVariable(name) ? this.mapped(name, value, [...own, name]) : [];
    });
  }

  /** The variables that a script sets. */
  script(path: Path, dialect: Dialect): Assignment[] {
    const body = this.at(path);
    const place = this.span(path, 'value');
    if (typeof body !== 'string' || !place) return [];
    // Whatever the style of the scalar, the names stand in the file in the same order.
    const inBody = new Occurrences(body);
    const inFile = new Occurrences(this.text.slice(place.at, place.end));
    return assignmentsIn(body, dialect).map((each) => {
      const at = place.at + (inFile.of(each.variable)[inBody.of(each.variable).indexOf(each.at)] ?? 0);
      const said = body.slice(each.at, each.end);
      return { ...each, at, end: at + (this.text.startsWith(said, at) ? said : each.variable).length };
    });
  }

  private note(node: unknown, path: Path): void {
    if (typeof node !== 'object' || node === null || this.written.has(node)) return;
    this.written.set(node, path);
    for (const [key, value] of Object.entries(node)) this.note(value, [...path, Array.isArray(node) ? Number(key) : key]);
  }

  private merged(value: unknown, path: Path): Assignment[] {
    return Array.isArray(value) ? value.flatMap((_, index) => this.environment([...path, index])) : this.environment(path);
  }

  private mapped(variable: string, value: unknown, path: Path): Assignment[] {
    const key = this.span(path, 'key');
    const place = this.span(path, 'value') ?? key;
    if (!key || !place || (typeof value === 'object' && value !== null)) return [];
    // Without a value, compose takes that of its own environment.
    const said = value === null ? { value, written: '' } : told(String(value));
    return [{ variable, ...said, at: key.at, end: place.end, reach: 'environment' }];
  }

  private listed(value: unknown, path: Path): Assignment[] {
    const [, variable = '', written = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(typeof value === 'string' ? value : '') ?? [];
    const place = isGoVariable(variable) ? this.span(path, 'value') : undefined;
    if (!place) return [];
    const at = this.text.indexOf(variable, place.at);
    return [{ variable, ...told(written), at: at < place.end && at >= 0 ? at : place.at, end: place.end, reach: 'environment' }];
  }

  private span(path: Path, part: 'key' | 'value'): { at: number; end: number } | undefined {
    const span = this.document.at(path, part);
    const offset = (line: number, column: number) => (this.starts[line - 1] ?? this.text.length) + column - 1;
    return span && { at: offset(span.line, span.column), end: offset(span.endLine, span.endColumn) };
  }
}

/** Expressions of Actions and variables of compose are only known when it runs; `$$` is compose's way to write one `$`. */
function told(value: string): Pick<Noted, 'value' | 'written'> {
  const literal = value.replaceAll('$$', '');
  return { value: /\$(?:\{|[A-Za-z_])/.test(literal) ? null : value.replaceAll('$$', '$'), written: value };
}

/** Where names stand in a text. */
class Occurrences {
  private readonly found = new Map<string, number[]>();

  constructor(private readonly text: string) {}

  of(name: string): number[] {
    const known = this.found.get(name);
    if (known) return known;
    const places: number[] = [];
    for (let at = this.text.indexOf(name); at >= 0; at = this.text.indexOf(name, at + name.length)) places.push(at);
    this.found.set(name, places);
    return places;
  }
}
