import { rangeOfVersion } from '../../../match/go-range.js';
import type { ModFile } from '../../../model/facts.js';
import { parseModFile } from '../../project.js';
import { type Declaration, meant, unknown } from './declaration.js';

/** The `go` line, which names the oldest Go that may build it, and the `toolchain` line, which names the one to take where an older is installed. */
export function ofModFile(text: string, by: 'go.mod' | 'go.work'): Declaration[] {
  const { go, toolchain } = parseModFile(text);
  return [...line(go, by), ...line(toolchain, 'toolchain')];
}

function line(directive: ModFile['go'], by: Declaration['by']): Declaration[] {
  if (!directive) return [];
  const said =
    directive.value === 'default' ? unknown('default', 'it is the Go that is installed') : meant(directive.value, atLeast(directive.value));
  return [{ by, role: 'needs', user: 'the go command', line: directive.line, ...said }];
}

function atLeast(version: string) {
  const from = rangeOfVersion(version)?.from;
  return from ? { from, below: null } : undefined;
}

/** The version that setup-go takes from a file. https://github.com/actions/setup-go#getting-go-version-from-the-gomod-file */
export function followed(text: string, name: string): string | undefined {
  if (/^go\.(mod|work)$/.test(name)) {
    const { go, toolchain } = parseModFile(text);
    return toolchain?.value.replace(/^go/, '') ?? go?.value;
  }
  const written = name === '.tool-versions' ? /^golang\s+([^\n#]+)/m.exec(text)?.[1] : text;
  return written?.trim() || undefined;
}
