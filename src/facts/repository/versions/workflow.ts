import { dirname } from 'node:path/posix';
import { describeRange } from '../../../match/go-range.js';
import { valueAt } from '../../../model/value-at.js';
import { type Positioned, parseYaml } from '../../../model/yaml.js';
import { type Declaration, meant, unknown } from './declaration.js';
import { type Possible, possible, type Scope } from './expression.js';
import { goImage } from './image.js';

type Path = readonly (string | number)[];

/** A step that installs Go, or hands a version to a local action that does. */
const SETUP_GO = /(^|\/)setup-go(-faster)?@/;
/** Since its version 6 setup-go sets GOTOOLCHAIN=local. */
const LOCAL_SINCE = 6;

/** A workflow or an action's metadata: setup-go's `go-version` and `go-version-file`, and containers of jobs. */
export function ofWorkflow(text: string): Declaration[] {
  if (!PINS.test(text)) return onlyFiles(text);
  const document = parseYaml(text);
  const lines = text.split('\n');
  const jobs = valueAt(document.value, ['jobs']);
  const names = typeof jobs === 'object' && jobs !== null ? Object.keys(jobs) : [];
  const inJobs = names.flatMap((name) => ofSteps({ document, lines, job: ['jobs', name], name }));
  return [...inJobs, ...ofSteps({ document, lines, job: [], name: '' })];
}

/** What needs the parser: a version, an image, a file whose name is only known when it runs. */
const PINS = /go-version["']?\s*:|\bgo_version\b|golang[:@]|go-toolset|\/go:|go-version-file["']?\s*:\s*["']?\$/;

/** Most workflows only say that a file says it. To parse 20 of them takes longer than to build a program. */
function onlyFiles(text: string): Declaration[] {
  return text.split('\n').flatMap((line, index): Declaration[] => {
    const [, before, file] = /^([^#]*\bgo-version-file["']?\s*:\s*["']?)([^\s"',}#]+)/.exec(line) ?? [];
    if (before === undefined || file === undefined) return [];
    const place = { line: index + 1, column: before.replace(/["']$/, '').length + 1 };
    return [{ by: 'workflow', role: 'ci', user: 'setup-go', ...place, ...ofPath(file) }];
  });
}

/** A file that says the version instead: its folder is what is meant. */
function ofPath(file: string): Pick<Declaration, 'written' | 'range' | 'reason' | 'follows' | 'folder'> {
  const follows = clean(file);
  return { ...unknown(file, 'the file could not be read'), follows, folder: dirname(follows) };
}

interface Job {
  document: Positioned;
  lines: readonly string[];
  /** The path to it; empty for an action. */
  job: Path;
  name: string;
}

function ofSteps(job: Job): Declaration[] {
  const { value } = job.document;
  const at: Path = job.name === '' ? ['runs', 'steps'] : [...job.job, 'steps'];
  const steps = valueAt(value, at);
  const all: Path[] = Array.isArray(steps) ? steps.map((_, index) => [...at, index]) : [];
  const uses = all.map((path) => String(valueAt(value, [...path, 'uses']) ?? ''));
  const common = { ...folderOf(job, all), ...(job.name === '' || hasSources(value, all, uses) ? {} : { aside: true }) };
  const found = all.flatMap((path, index) => ofStep(job, path, uses[index] ?? ''));
  return [...found, ...ofContainer(job), ...ofCall(job)].map((each) => ({ ...common, ...each }));
}

/** Without a checkout of its own repository a job builds none of its modules. */
function hasSources(document: unknown, steps: Path[], uses: string[]): boolean {
  return steps.some((path, at) => {
    if (/checkout/i.test(uses[at] ?? '')) return valueAt(document, [...path, 'with', 'repository']) === undefined;
    return /\bgit\s+(clone|fetch)\b/.test(String(valueAt(document, [...path, 'run']) ?? '')) || (uses[at] ?? '').startsWith('./');
  });
}

/** Where a job works: by its defaults, or where all its steps do that say so. */
function folderOf({ document: { value }, job }: Job, steps: Path[]): Pick<Declaration, 'folder' | 'aside'> {
  const own = [job, []].map((at) => valueAt(value, [...at, 'defaults', 'run', 'working-directory'])).find((each) => each !== undefined);
  const theirs = new Set(steps.map((path) => valueAt(value, [...path, 'working-directory'])).filter((each) => each !== undefined));
  const [only] = theirs.size === 1 ? theirs : [];
  const folder = own ?? only;
  if (folder === undefined) return {};
  return /\$\{\{/.test(String(folder)) ? { aside: true } : { folder: clean(String(folder)) };
}

function ofStep(job: Job, path: Path, uses: string): Declaration[] {
  const installs = SETUP_GO.test(uses);
  const inputs = [...path, 'with'];
  const names = installs ? ['go-version'] : uses.startsWith('./') ? ['go-version', 'go_version', 'goversion', 'go'] : [];
  const name = names.find((each) => valueAt(job.document.value, [...inputs, each]) !== undefined);
  const user = `${installs ? 'setup-go' : uses}${job.name === '' ? ' of an action' : ` of job ${job.name}`}`;
  const scope = { document: job.document.value, job: job.job, step: path };
  const switches = !installs || !keepsLocal(uses, job.lines[(job.document.at([...path, 'uses'])?.line ?? 0) - 1] ?? '');
  if (name !== undefined) return ofInput(job, [...inputs, name], scope, { by: 'workflow', role: 'ci', user, switches });
  const file = installs ? valueAt(job.document.value, [...inputs, 'go-version-file']) : undefined;
  return typeof file === 'string'
    ? [ofFile(job, [...inputs, 'go-version-file'], file, { by: 'workflow', role: 'ci', user, switches })]
    : [];
}

type Base = Pick<Declaration, 'by' | 'role' | 'user' | 'switches'>;

function ofInput(job: Job, path: Path, scope: Scope, base: Base): Declaration[] {
  const written = String(valueAt(scope.document, path));
  const all = possible(path, scope);
  if (!all) return [{ ...base, ...placeOf(job, path), ...unknown(written, 'it is only known when it runs') }];
  const said = all.map((each) => ({ ...each, ...saidBy(job, each) }));
  const different = new Set(said.map(({ range, written }) => (range ? describeRange(range) : written)));
  return said.map(({ path: at, fallback, value, ...meaning }) => ({
    ...base,
    ...placeOf(job, at),
    ...meaning,
    ...(different.size > 1 ? { alternative: true } : {}),
    ...(fallback ? { aside: true } : {}),
  }));
}

/** YAML reads an unquoted 1.20 as the number 1.2, and setup-go is asked for that. */
function saidBy(job: Job, { value, path }: Possible): Pick<Declaration, 'written' | 'range' | 'reason' | 'text'> {
  const said = meant(String(value));
  const span = job.document.at(path);
  const text = span && job.lines[span.line - 1];
  const source = span && text?.slice(span.column - 1, span.endColumn - 1);
  if (typeof value !== 'number' || !text || !source || source === String(value)) return said;
  return { ...said, written: `${source}, which YAML reads as the number ${value}`, text };
}

function ofFile(job: Job, path: Path, file: string, base: Base): Declaration {
  const place = placeOf(job, path);
  if (/\$\{\{/.test(file)) return { ...base, ...place, ...unknown(file, 'it is only known when it runs'), aside: true };
  return { ...base, ...place, ...ofPath(file) };
}

function ofContainer(job: Job): Declaration[] {
  const paths: Path[] = [
    [...job.job, 'container'],
    [...job.job, 'container', 'image'],
  ];
  return paths.flatMap((path): Declaration[] => {
    const text = job.name === '' ? undefined : valueAt(job.document.value, path);
    const image = typeof text === 'string' ? goImage(text) : undefined;
    return image ? [{ by: 'workflow', role: 'ci', user: `the container of job ${job.name}`, ...placeOf(job, path), ...image }] : [];
  });
}

/** A job that calls a workflow of the repository, and hands it a version. */
function ofCall(job: Job): Declaration[] {
  const uses = valueAt(job.document.value, [...job.job, 'uses']);
  if (job.name === '' || typeof uses !== 'string' || !uses.startsWith('./')) return [];
  const name = ['go-version', 'go_version'].find((each) => valueAt(job.document.value, [...job.job, 'with', each]) !== undefined);
  if (name === undefined) return [];
  const scope = { document: job.document.value, job: job.job, step: job.job };
  const base: Base = { by: 'workflow', role: 'ci', user: `${uses} of job ${job.name}`, switches: true };
  return ofInput(job, [...job.job, 'with', name], scope, base).map((each) => ({ ...each, aside: each.aside ?? false }));
}

/** `@v6`, or a commit with its version in a comment. */
function keepsLocal(uses: string, line: string): boolean {
  if (!/(^|\/)actions\/setup-go@/.test(uses)) return false;
  const major = /@v(\d+)/.exec(uses)?.[1] ?? /#\s*v?(\d+)/.exec(line)?.[1];
  return major !== undefined && Number(major) >= LOCAL_SINCE;
}

function placeOf({ document }: Job, path: Path): Pick<Declaration, 'line' | 'column'> {
  const span = document.at(path);
  return { line: span?.line ?? 1, column: span?.column ?? 1 };
}

function clean(path: string): string {
  return path.replace(/^\.\//, '').replace(/\/+$/, '') || '.';
}
