import { SaxesParser } from 'saxes';
import type { Setting } from '../../../model/setting.js';
import type { RepositoryFile } from '../files.js';
import { isGoVariable } from './names.js';
import { type Noted, settingsIn } from './note.js';

/**
 * What GoLand and IntelliJ IDEA keep of Go in `.idea` and `*.run.xml`: the SDK (GOROOT), GOPATH of the project, the environment of modules and of
 * run configurations.
 * @throws Error where it is no XML
 */
export function readIdea(file: RepositoryFile): Setting[] {
  const parser = new SaxesParser({ position: true });
  const noted: Noted[] = [];
  /** The elements that are open, and where the current one begins. */
  const open: Element[] = [];
  let begins = 0;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentagstart', () => {
    begins = file.text.lastIndexOf('<', parser.position - 1);
  });
  parser.on('opentag', (tag) => {
    const element = { name: tag.name, attributes: tag.attributes as Record<string, string>, at: begins, end: parser.position };
    if (open.length > MAX_DEPTH) throw new Error(`its elements are nested more than ${MAX_DEPTH} deep`);
    noted.push(...told(element, open));
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(file.text).close();
  return settingsIn(file, 'idea', noted);
}

interface Element {
  name: string;
  attributes: Record<string, string>;
  at: number;
  end: number;
}

const MAX_DEPTH = 100;

function told(element: Element, open: readonly Element[]): Noted[] {
  const { name, attributes, at, end } = element;
  const within = (wanted: string) => open.findLast((each) => each.name === wanted)?.attributes;
  const component = within('component')?.name;
  const note = (variable: string, written: string, more: Pick<Noted, 'reach' | 'scope'>): Noted => {
    const path = written.replace(/^file:\/\//, '');
    return { variable, value: /\$[A-Z_]+\$|%/.test(path) ? null : path, written: path, at, end, ...more };
  };
  if (name === 'component' && attributes.name === 'GOROOT') {
    const path = attributes.url ?? attributes.path;
    return path ? [note('GOROOT', path, { reach: 'tools', scope: "the IDE's Go SDK" })] : [];
  }
  if (component === 'GoLibraries' && name === 'option' && within('option')?.name === 'urls' && attributes.value !== undefined) {
    return [note('GOPATH', attributes.value, { reach: 'tools', scope: "the project's GOPATH in the IDE" })];
  }
  if (component === 'VgoProject' && name === 'entry' && isGoVariable(attributes.key ?? '')) {
    return [note(attributes.key ?? '', attributes.value ?? '', { reach: 'tools', scope: "the IDE's Go modules" })];
  }
  const configuration = within('configuration');
  if (name === 'env' && configuration && /^Go/.test(configuration.type ?? '') && isGoVariable(attributes.name ?? '')) {
    const scope = `run configuration ${JSON.stringify((configuration.name ?? configuration.type ?? '').slice(0, 60))}`;
    return [note(attributes.name ?? '', attributes.value ?? '', { reach: 'debuggee', scope })];
  }
  return [];
}
