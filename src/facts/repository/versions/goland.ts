import { SaxesParser } from 'saxes';
import { rangeOfVersion } from '../../../match/go-range.js';
import { type Declaration, meant, unknown } from './declaration.js';
import { versionInPath } from './vscode.js';

/** An SDK that a file of `.idea` names: its folder, or the name that the IDE knows it by. */
export interface GoSdk {
  /** Macros (`$USER_HOME$`) are left in it. */
  folder?: string;
  name?: string;
  line: number;
  column: number;
}

/**
 * The Go SDK in a file of JetBrains' IDEs: GoLand writes `<component name="GOROOT" url="file://…">` into workspace.xml; IntelliJ IDEA
 * names a `Go SDK` in misc.xml or a module's .iml, whose folder only its own settings know.
 */
export function sdksIn(text: string): GoSdk[] {
  const found: GoSdk[] = [];
  const parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true });
  parser.on('error', () => {});
  parser.on('opentag', ({ name, attributes }) => {
    const at = { line: parser.line, column: 1 };
    const { url, path } = attributes;
    if (name === 'component' && attributes.name === 'GOROOT' && (url || path))
      found.push({ folder: (url ?? path ?? '').replace(/^file:\/\//, ''), ...at });
    else if (attributes['project-jdk-type'] === 'Go SDK') found.push({ name: attributes['project-jdk-name'] ?? '', ...at });
    else if (attributes.jdkType === 'Go SDK') found.push({ name: attributes.jdkName ?? '', ...at });
  });
  parser.write(text).close();
  return found;
}

export function ofGoLand(text: string): Declaration[] {
  return sdksIn(text).map(({ folder, name, line, column }) => {
    const version = folder === undefined ? /1\.\d+(?:\.\d+)?/.exec(name ?? '')?.[0] : versionInPath(folder);
    const written = folder ?? name ?? '';
    const said = version
      ? meant(written, rangeOfVersion(version))
      : unknown(written, folder ? 'the path tells no version' : 'only the IDE knows its folder');
    return { by: 'goland', role: 'person', user: 'GoLand, IntelliJ IDEA', line, column, ...said };
  });
}
