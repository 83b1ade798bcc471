import { existsSync, linkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lookAtGo } from '../../facts/go.js';
import { hostPlatform } from '../../facts/host.js';
import { mainPackages, projectFacts } from '../../facts/project.js';
import { findFiles, readRepositoryFile, repositoryRoot } from '../../facts/repository/files.js';
import type { GoFacts } from '../../model/facts.js';
import { valueIn } from '../../model/seen.js';
import { valueAt } from '../../model/value-at.js';
import { parseYaml } from '../../model/yaml.js';
import { questionsOf } from '../../policy/in-force.js';
import { entriesOf, holderOf } from '../../policy/lists.js';
import { isAbsolutePath } from '../../policy/paths.js';
import { HIDING, starterPolicy } from '../../policy/starter.js';
import { plain } from '../../report/sanitize.js';
import { goCommand } from '../../smoke/build.js';
import { EXIT } from '../exit.js';
import { startLooking } from '../looking.js';
import { POLICY_NAMES } from '../policy-text.js';
import { UsageError } from '../usage.js';
import type { PolicyResult, PolicyRun } from './index.js';

/**
 * `delve-gate policy init`: a first policy that holds here, with comments, in delve-gate.yml, or in the file of --output.
 * @throws UsageError when there is a policy already
 */
export async function initPolicy({ args, dir, env, scope }: PolicyRun): Promise<PolicyResult> {
  const there = POLICY_NAMES.map((name) => join(dir, name)).find((file) => existsSync(file));
  if (there !== undefined && args.output === undefined)
    throw new UsageError(`${there} is there already; expected a project without a policy, or --output FILE for a second one`);
  const text = await written({ dir, env, scope });
  if (args.output !== undefined) return { text, code: EXIT.pass };
  const file = join(dir, 'delve-gate.yml');
  placeNew(file, text);
  return { text: `${plain(file)}\nnext: delve-gate check\n`, code: EXIT.pass };
}

/** Writes a file whole, and never over one that came meanwhile. */
function placeNew(file: string, text: string): void {
  const side = `${file}.${process.pid}.new`;
  try {
    writeFileSync(side, text, { flag: 'wx' });
    linkSync(side, file);
  } catch (error) {
    throw new UsageError(
      `${file} cannot be written (${(error as NodeJS.ErrnoException).code}); expected a folder that files can be made in`,
    );
  } finally {
    rmSync(side, { force: true });
  }
}

async function written({ dir, env, scope }: Pick<PolicyRun, 'dir' | 'env' | 'scope'>): Promise<string> {
  const looking = startLooking({ dir, env, scope });
  const project = projectFacts(dir, env);
  const answers = await looking.answers;
  const values = valueIn(answers.goEnv) ?? {};
  const go = goCommand(values.GOROOT ?? '', answers.path ?? 'go');
  const [{ facts }, programs, runners] = await Promise.all([
    lookAtGo(answers, questionsOf([], []), project),
    answers.path === null ? null : mainPackages(dir, go, env, scope),
    platformsOfWorkflows(dir),
  ]);
  const windows = hostPlatform().os === 'windows';
  const gopath = entriesOf(values.GOPATH ?? '', 'paths', windows ? ';' : ':');
  const flags = entriesOf(values.GOFLAGS ?? '', 'words', '');
  return starterPolicy({
    module: project.goMod?.go?.value,
    running: (values.GOVERSION ?? '').split(' ')[0] ?? '',
    host: `${hostPlatform().os}/${hostPlatform().arch}`,
    runners,
    programs: valueIn(programs ?? undefined) ?? [],
    persisted: setBy(facts, 'go-env-w'),
    exported: setBy(facts, 'environment'),
    plainGopath: gopath.length <= 1 && gopath.every((entry) => isAbsolutePath(entry) && !/\s/.test(entry)),
    hiding: HIDING.filter(holderOf(flags, 'words')),
  });
}

function setBy({ origins }: GoFacts, source: 'go-env-w' | 'environment'): string[] {
  return Object.entries(origins).flatMap(([name, origin]) => (origin.source === source ? [name] : []));
}

/** GitHub's hosted runners. https://docs.github.com/en/actions/reference/runners/github-hosted-runners */
const PLATFORMS: readonly [RegExp, string][] = [
  [/^ubuntu-[\w.]+-arm$/, 'linux/arm64'],
  [/^ubuntu-/, 'linux/amd64'],
  [/^windows-11-arm$/, 'windows/arm64'],
  [/^windows-/, 'windows/amd64'],
  [/^macos-.*-(intel|large)$|^macos-13/, 'darwin/amd64'],
  [/^macos-/, 'darwin/arm64'],
];

/** The platforms of the runners that workflows name, in `runs-on` or in a matrix. */
async function platformsOfWorkflows(dir: string): Promise<string[]> {
  const root = repositoryRoot(dir);
  const files = findFiles(root, (path) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path));
  const labels = files.flatMap((file) => {
    const jobs = jobsIn(readRepositoryFile(root, file)?.text ?? '');
    return Object.values(jobs).flatMap((job) => [...texts(valueAt(job, ['runs-on'])), ...texts(valueAt(job, ['strategy', 'matrix']))]);
  });
  return [...new Set(labels.flatMap((label) => PLATFORMS.find(([named]) => named.test(label))?.[1] ?? []))].sort();
}

function jobsIn(text: string): object {
  try {
    return (valueAt(parseYaml(text).value, ['jobs']) ?? {}) as object;
  } catch {
    // A workflow that is no YAML names no runner.
    return {};
  }
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}
