import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { commitNamed, commitOf, fileAt, parentsOf } from '../facts/git.js';
import type { Given } from '../gate/accept.js';
import { gate as judge } from '../gate/gate.js';
import { readNeeds } from '../gate/needs.js';
import { GateReport } from '../model/gate.js';
import { Plan } from '../model/plan.js';
import type { Policy } from '../model/policy.js';
import { collectLayers, type ReadSource } from '../policy/extends.js';
import type { LoadedPolicy, PolicyText } from '../policy/load.js';
import type { Scope } from '../system/scope.js';
import { type FailOn, UsageError } from './arguments.js';
import { planLegs } from './plan.js';
import { readPolicy } from './policy-file.js';
import { type Elsewhere, loadPolicyTexts, reader } from './policy-layers.js';
import { POLICY_NAMES } from './policy-text.js';

export interface GateOptions {
  /** The project's folder. */
  dir: string;
  policy: string | undefined;
  /** Where policies of other repositories are. */
  elsewhere?: Elsewhere;
  targets: readonly string[];
  /** The plan: its text. */
  plan: string;
  /** Files, and folders that are looked through. */
  reports: readonly string[];
  /** The text of the `needs` context. */
  needs: string | undefined;
  /** An earlier gate to compare with: the file of its report, or what is known of it. */
  compare: string | Pick<GateReport, 'findings'> | undefined;
  /** Commits whose policy this one is held to, the first that can be read; undefined where there is no base. */
  base: { named: readonly string[]; mergeOf: string | null } | undefined;
  failOn: FailOn;
  /** The run that is judged. */
  run: { commit: string | null; run: string | null };
  version: string;
  env: NodeJS.ProcessEnv;
  scope: Scope;
}

/** Files that are looked at in a folder of reports, at most: a leg has one. */
const MAX_FILES = 2000;

/**
 * One verdict from all legs.
 * @throws UsageError when what it is given cannot be read, PolicyError when the policy has mistakes
 */
export async function gate(options: GateOptions): Promise<GateReport> {
  const started = performance.now();
  const { policy: loaded, sha256 } = await readPolicy(options.policy, options.dir, options.elsewhere);
  const expected = planLegs(loaded, options.targets, { version: options.version, ...options.run, sha256 });
  const report = judge({
    plan: readPlan(options.plan),
    expected,
    policy: loaded.policy,
    base: await basePolicy(options, loaded),
    policyAt: (path) => placeOf(loaded, path),
    reports: filesOf(options.reports),
    needs: options.needs === undefined ? undefined : needsOf(options.needs),
    before: typeof options.compare === 'string' ? earlier(options.compare) : options.compare,
    failOn: options.failOn,
    today: new Date().toISOString(),
  });
  return { ...report, ms: Math.round(performance.now() - started) };
}

function placeOf({ file, at }: LoadedPolicy, path: readonly (string | number)[]) {
  if (file === null) return undefined;
  for (let length = path.length; length > 0; length--) {
    const span = at(path.slice(0, length), 'key') ?? at(path.slice(0, length));
    if (span) return { file: span.file, line: span.line, column: span.column };
  }
  return { file, line: 1 };
}

function readPlan(text: string): Plan {
  if (text.trim() === '')
    throw new UsageError(
      'plan-missing: the plan is empty; expected what `delve-gate plan` wrote: the plan job did not run, or the gate does not need it',
    );
  const read = Plan.safeParse(parsed(text, 'the plan'));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new UsageError(`the plan is none: "${issue?.path.join('.')}": ${issue?.message}; expected what \`delve-gate plan\` wrote`);
}

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${what} is no JSON (${(error as Error).message})`);
  }
}

function needsOf(text: string) {
  try {
    return readNeeds(text);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function earlier(file: string): Pick<GateReport, 'findings'> {
  const read = GateReport.safeParse(parsed(contentOf(file, 'the earlier gate'), `the earlier gate "${file}"`));
  if (!read.success) throw new UsageError(`"${file}" is no report of a gate: ${read.error.issues[0]?.message}`);
  return read.data;
}

function contentOf(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${what} "${file}" cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/**
 * The reports: files as named, and every .json below a folder. A folder that is not there has none: its legs are missing, and that is told.
 * @throws UsageError when there are too many
 */
export function* filesOf(names: readonly string[]): Generator<Given> {
  let count = 0;
  for (const name of names) {
    const stat = statSync(name, { throwIfNoEntry: false });
    if (!stat) continue;
    if (!stat.isDirectory() && !stat.isFile())
      throw new UsageError(`"${name}" is neither a file nor a folder; expected reports, or a folder with the reports of all legs`);
    const files = stat.isDirectory() ? jsonBelow(name) : [name];
    for (const file of files) {
      if (++count > MAX_FILES) throw new UsageError(`more than ${MAX_FILES} files among the reports; expected one of each leg`);
      yield {
        file: relative(process.cwd(), file).replaceAll('\\', '/') || file,
        bytes: statSync(file, { throwIfNoEntry: false })?.size ?? 0,
        text: () => readFileSync(file, 'utf8'),
      };
    }
  }
}

function jsonBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * The policy of the base branch: the file of the same name there, else the one of the usual names, for a change can move it.
 * What the change is merged into goes before what the event says, which can be older.
 */
async function basePolicy(options: GateOptions, { file }: LoadedPolicy): Promise<Policy | 'unknown' | undefined> {
  const { base, dir, env, scope } = options;
  if (!base) return undefined;
  const isMerge = base.mergeOf !== null && (await commitOf(dir, env, scope)) === base.mergeOf;
  const merged = isMerge ? (await parentsOf(dir, env, scope)).slice(0, 1) : [];
  const names = file === null ? POLICY_NAMES : [inFolder(dir, resolve(file)), ...POLICY_NAMES];
  for (const name of [...merged, ...base.named]) {
    const commit = await commitNamed(name, dir, env, scope);
    if (commit === null) continue;
    const found = await Promise.all(names.map((each) => fileAt(commit, each, dir, env, scope)));
    const at = found.findIndex((each) => typeof each === 'object');
    const text = found[at];
    if (typeof text === 'object') return policyAt(commit, { file: names[at] as string, text: text.text }, options);
    if (found.every((each) => each === 'missing')) return undefined;
  }
  return 'unknown';
}

/** A policy as it was at a commit, with what it extended then. */
async function policyAt(commit: string, text: PolicyText, options: GateOptions): Promise<Policy | 'unknown'> {
  const { dir, env, scope, elsewhere } = options;
  const others = reader(elsewhere ?? {});
  const read: ReadSource = async (source) => {
    if (!('file' in source)) return others(source);
    const found = await fileAt(commit, inFolder(dir, source.file), dir, env, scope);
    return typeof found === 'object' ? { text: found.text, shown: source.file } : { error: `it is not there at ${commit}` };
  };
  try {
    return loadPolicyTexts(await collectLayers(text, { file: resolve(dir, text.file).replaceAll('\\', '/') }, read)).policy;
  } catch {
    return 'unknown';
  }
}

function inFolder(dir: string, file: string): string {
  return relative(dir, file).replaceAll('\\', '/');
}
