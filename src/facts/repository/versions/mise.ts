import { parse } from 'smol-toml';
import { valueAt } from '../../../model/value-at.js';
import type { Declaration } from './declaration.js';
import { named } from './version-file.js';

/** `[tools] go = "1.26"` of a mise file; of a list the first is on PATH. https://mise.jdx.dev/configuration.html#tools-dev-tools */
export function ofMise(text: string): Declaration[] {
  const tools = valueAt(parse(text), ['tools']);
  for (const name of ['go', 'golang', 'core:go']) {
    const value = valueAt(tools, [name]);
    const first = Array.isArray(value) ? value[0] : value;
    const version = typeof first === 'object' && first !== null ? valueAt(first, ['version']) : first;
    if (typeof version !== 'string') continue;
    return [{ by: 'mise', role: 'person', ...lineOf(text, name, version), user: 'mise', ...named(version) }];
  }
  return [];
}

/** The parser tells no places: the line with the tool's name, or of its table, and the version. */
function lineOf(text: string, name: string, version: string): Pick<Declaration, 'line' | 'column'> {
  const lines = text.split('\n');
  const key = new RegExp(`^\\s*(?:tools\\.)?["']?${name}["']?\\s*[.=]|^\\s*version\\s*=|^\\s*tools\\s*=`);
  const at = lines.findIndex((line) => key.test(line) && line.includes(version));
  const line =
    at >= 0
      ? at
      : Math.max(
          0,
          lines.findIndex((each) => each.includes(version)),
        );
  return { line: line + 1, column: Math.max(0, lines[line]?.indexOf(version) ?? 0) + 1 };
}
