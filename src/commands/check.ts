import type { Case } from '../causes/cause.js';
import { blocker, judge } from '../causes/index.js';
import { yamaForbids } from '../causes/links/ptrace.js';
import { anticipate, provideDlv, type RemoteCache } from '../delve/provide.js';
import { toolCacheRoot } from '../delve/slot.js';
import { findDlv } from '../facts/dlv.js';
import { branchOf } from '../facts/git.js';
import { type GoLook, lookAtGo } from '../facts/go.js';
import { hostPlatform, temporaryFolder } from '../facts/host.js';
import { listing, loads, mainPackages, packageHome, projectFacts, verified } from '../facts/project.js';
import { editorFacts } from '../facts/repository/editors.js';
import { placeOrigins, rootOf, settingsHere } from '../facts/repository/origins.js';
import { declaredVersions } from '../facts/repository/versions/index.js';
import type { WorkflowContext } from '../facts/workflow.js';
import type { Declared } from '../model/declared.js';
import type { Facts, RunFacts, TargetFacts } from '../model/facts.js';
import type { Policy } from '../model/policy.js';
import type { Origin, Report } from '../model/report.js';
import { valueIn } from '../model/seen.js';
import { levelsHere, questionsOf, rulesOf } from '../policy/in-force.js';
import type { LoadedPolicy } from '../policy/load.js';
import { circumstancesOf } from '../policy/when.js';
import { type Built, buildOurs, buildUsers, goCommand, sound, type UserProgram } from '../smoke/build.js';
import type { ModeName } from '../smoke/modes/index.js';
import { hereWith, NO_CORE_HERE, runSmoke, type Skip } from '../smoke/run.js';
import type { Scope } from '../system/scope.js';
import { assemble, because } from './assemble.js';
import { tryC, tryCOfBuilds } from './cgo.js';
import { type Looking, startLooking } from './looking.js';
import { SECTIONS, type Section } from './sections.js';

export interface CheckOptions {
  /** The project's folder. */
  dir: string;
  env: NodeJS.ProcessEnv;
  /** The first looks, where they are under way already. */
  looking?: Looking;
  /** Reads the policy. It is called when the machine is being looked at already: to load what it needs takes as long as that. */
  readPolicy: () => Promise<{ policy: LoadedPolicy; sha256: string | null }>;
  only: readonly Section[];
  /** GOOS/GOARCH from the command line; they replace the policy's. */
  targets: readonly string[];
  /** The folder with our Go sources. */
  sources: string;
  version: string;
  /** Which job this is, for a gate. */
  origin?: Origin;
  scope: Scope;
  /** Whether the dlv that is provided will be put on PATH for what comes after. */
  exportsDlv: boolean;
  /** The workflow that runs us, to find the line that sets a variable. */
  workflow?: WorkflowContext;
  /** Who runs us; a person when it is not given. */
  run?: RunFacts;
  remote?: RemoteCache;
  onProgress: (text: string) => void;
}

/**
 * Checks whether a person can stop at a breakpoint here: looks, finds a matching dlv, debugs for real, judges.
 * Stops going down the chain where a broken link makes the rest senseless; what was not tried says so.
 */
export async function check(asked: CheckOptions): Promise<Report> {
  const started = performance.now();
  const looking = asked.looking ?? startLooking(asked);
  const { policy: loaded, sha256 } = await asked.readPolicy();
  const asking = withTargets(loaded.policy, asked.targets);
  const home = packageHome(asked.dir, asking.smoke.package, asked.env);
  const options = { ...asked, dir: home.dir };
  const wants = (section: Section) => options.only.includes(section);
  const { facts, go } = await look(options, asking, home.dir === looking.dir ? looking : startLooking(options));
  const policy = { ...asking, levels: levelsHere(asking, circumstancesOf(facts)) };
  const seen: Case = { facts, policy, policyAt: loaded.at, policyLayers: loaded.layers };
  const skipped = new Map<Section, string>();

  const early = blocker(judge(seen), 'install');
  if (early) for (const section of ['dlv', 'smoke'] as const) skipped.set(section, because(early));
  const goroot = go.env.GOROOT ?? '';
  const command = goCommand(goroot, go.facts.path ?? 'go');

  const listed = wants('smoke') ? list(options, facts) : null;
  const declared = declare(facts);
  const foreign = wants('smoke') && !early ? proveForeign(options, policy, facts, go, home.package) : [];
  if (!early && includesThisMachine(policy) && (wants('dlv') || wants('smoke'))) {
    const c = wants('smoke') ? tryC(options, go, listed) : undefined;
    const building = wants('smoke') && policy.smoke.modes.length > 0 ? build(options, policy, home.package, go, goroot) : undefined;
    await provide(options, policy, facts, go, command);
    const broken = blocker(judge(seen), 'build');
    const built = await building;
    facts.builds = built?.map((each) => each.facts) ?? [];
    // A package that does not build may lie in the modules that it is made of.
    if (facts.project?.goMod && facts.builds.some((each) => !each.ours && !each.ok))
      facts.project.verified = await verified(options.dir, command, options.env, options.scope);
    if (broken || !facts.dlv?.chosen?.path) skipped.set('smoke', broken ? because(broken) : 'there is no dlv to debug with');
    else if (built) await smoke(options, policy, seen, built);
    const told = (await c) ?? (wants('smoke') ? await tryCOfBuilds(options, go, facts.builds) : undefined);
    if (told) facts.cgo = told;
  }
  facts.targets = await foreign;
  if (facts.project) Object.assign(facts.project, { listing: await listed, declared: await declared });
  const findings = judge({ ...seen, whole: skipped.size === 0 && SECTIONS.every(wants) });
  return assemble({
    facts,
    findings,
    policy,
    policyFile: loaded.file,
    sha256,
    skipped,
    version: options.version,
    ...(options.origin ? { origin: options.origin } : {}),
    wants,
    ms: performance.now() - started,
  });
}

/** Runs beside the rest: nothing waits for it but the verdict. */
function list({ dir, env, scope }: CheckOptions, { go, project }: Facts): ReturnType<typeof listing> | null {
  return go?.path && project?.loads && 'value' in project.loads ? listing(dir, go.path, env, scope) : null;
}

/** Reads what the repository says of Go versions, in the pauses that building and debugging leave; only the verdict needs it. */
async function declare({ project }: Facts): Promise<Declared[]> {
  return project?.goMod || project?.goWork ? declaredVersions(project) : [];
}

/** Whether this machine's own platform is among the targets, or none are named. */
export function includesThisMachine({ targets }: Policy, here = hostPlatform()): boolean {
  return targets.length === 0 || targets.includes(`${here.os}/${here.arch}`);
}

/** The targets that are not this machine. */
async function proveForeign(
  options: CheckOptions,
  policy: Policy,
  facts: Facts,
  go: GoLook,
  name: string | undefined,
): Promise<TargetFacts[]> {
  const here = `${facts.host.os}/${facts.host.arch}`;
  const foreign = [...new Set(policy.targets)].filter((target) => target !== here);
  if (foreign.length === 0) return [];
  const { proveTargets } = await import('./targets.js');
  const folder = options.scope.folder('guests', socketParent(options.env));
  return proveTargets(foreign, { options, policy, facts, go, version: goVersionIn(go.env), user: userProgram(policy, name), folder });
}

function userProgram({ smoke }: Policy, name: string | undefined): UserProgram {
  return {
    subject: smoke.binary ?? smoke.package ?? '',
    package: name,
    binary: smoke.binary,
    break: smoke.break,
    args: smoke.args,
    attach: smoke.modes.includes('attach'),
  };
}

function withTargets(policy: Policy, targets: readonly string[]): Policy {
  return targets.length > 0 ? { ...policy, targets: [...targets] } : policy;
}

/** One pass over the machine, in parallel where one look does not need another. */
async function look(options: CheckOptions, policy: Policy, looking: Looking): Promise<{ facts: Facts; go: GoLook }> {
  const { dir, env, scope, only, workflow } = options;
  const project = projectFacts(dir, env);
  // Files are read while the go command answers.
  const written = settingsHere(dir, env, workflow);
  const edited = editorFacts(dir, rootOf(dir, workflow));
  const answers = await looking.answers;
  const goEnv = valueIn(answers.goEnv) ?? {};
  const needsDlv = answers.path !== null && includesThisMachine(policy) && (only.includes('dlv') || only.includes('smoke'));
  const looks = [
    looking.host,
    lookAtGo(answers, questionsOf(rulesOf(policy), Object.keys(goEnv)), project),
    needsDlv ? findDlv(goEnv, { env, scope, go: goCommand(goEnv.GOROOT ?? '', answers.path ?? 'go') }) : undefined,
    written,
    edited,
    answers.path !== null && 'value' in answers.goEnv && (project.goMod || project.goWork) ? loads(dir, answers.path, env, scope) : null,
  ] as const;
  // The children of these looks run by themselves meanwhile.
  if (needsDlv) anticipate(goVersionIn(goEnv), hostPlatform(), policy.delve.version, toolCacheRoot(env));
  const [host, go, found, settings, editors, loaded] = await Promise.all(looks);
  const facts: Facts = {
    host,
    run: await runFacts(options, policy),
    go: go.facts,
    project: { ...project, loads: loaded, ...(editors ? { editors } : {}) },
    builds: [],
    sessions: [],
    targets: [],
    ...(found ? { dlv: { found } } : {}),
  };
  placeOrigins(go.facts.origins, settings, { env, root: rootOf(dir, workflow), workflow, container: host.container !== null });
  return { facts, go };
}

/** Git is asked for the branch when the policy wants to know it and the runner does not say. */
async function runFacts({ run, dir, env, scope }: CheckOptions, { overrides, waivers, env: rules }: Policy): Promise<RunFacts> {
  const known = run ?? { runner: ['local'], event: 'local', branch: null, folders: {} };
  const asks = [
    ...rulesOf({ env: rules, overrides }).flatMap(({ rule, also }) => [rule.when, also]),
    ...overrides.map(({ when }) => when),
    ...waivers.map(({ where }) => where),
  ].some((when) => when?.branch);
  return known.branch === null && asks ? { ...known, branch: await branchOf(dir, env, scope) } : known;
}

function build(options: CheckOptions, policy: Policy, name: string | undefined, go: GoLook, goroot: string): Promise<Built[]> {
  const { scope, dir, sources, env } = options;
  const folder = scope.folder('build');
  options.onProgress('building the debuggee');
  const common = { sources, dir, env, go: go.facts.path ?? 'go', goroot, folder, scope, flags: go.env.GOFLAGS };
  const user = userProgram(policy, name);
  return Promise.all([buildOurs(common), ...(user.subject === '' ? [] : [buildUsers(common, user)])]);
}

async function provide(options: CheckOptions, policy: Policy, facts: Facts, go: GoLook, command: string): Promise<void> {
  if (!facts.dlv) return;
  // A dlv on PATH that does not match is what a person would get: unless ours goes before it, that is the finding.
  const found = { facts, policy, policyAt: () => undefined };
  if (
    !options.exportsDlv &&
    policy.delve.path === 'allow' &&
    judge(found).some((each) => each.level === 'error' && each.link === 'dlv' && each.cause !== 'dlv-not-on-path')
  )
    return;
  const chosen = await provideDlv({
    go: { version: goVersionIn(go.env), command, env: go.env },
    platform: { os: facts.host.os, arch: facts.host.arch },
    want: policy.delve.version,
    found: facts.dlv.found,
    usePath: policy.delve.path === 'allow',
    install: policy.delve.install,
    env: options.env,
    root: toolCacheRoot(options.env),
    scope: options.scope,
    onProgress: options.onProgress,
    ...(options.remote ? { remote: options.remote } : {}),
  });
  facts.dlv.chosen = { ...chosen, exported: options.exportsDlv && chosen.path !== null };
}

/** GOVERSION without the experiments that may follow it. */
function goVersionIn(goEnv: Record<string, string>): string {
  return (goEnv.GOVERSION ?? '').split(' ')[0] ?? '';
}

async function smoke(options: CheckOptions, policy: Policy, seen: Case, built: Built[]): Promise<void> {
  const { facts } = seen;
  const chosen = facts.dlv?.chosen;
  const programs = sound(built);
  if (!chosen?.path || programs.length === 0) return;
  const skip = new Map<ModeName, Skip>();
  if (policy.smoke.optional.includes('attach') && yamaForbids(seen, true)) {
    const reason = `kernel.yama.ptrace_scope is ${facts.host.ptrace.yamaScope}, and attach is optional in this policy`;
    skip.set('attach', { reason, impossible: false });
  }
  skip.set('core', NO_CORE_HERE);
  const folder = options.scope.folder('smoke', socketParent(options.env));
  const [sessions, packages] = await Promise.all([
    runSmoke({
      host: hereWith({ path: chosen.path, version: chosen.version }, folder, options.scope),
      modes: [...new Set(policy.smoke.modes)],
      programs,
      skip,
      phase: policy.smoke.timeout * 1000,
      folder,
      scope: options.scope,
      workers: Math.min(2, facts.host.cpus),
      onProgress: options.onProgress,
    }),
    built.some((each) => each.facts.binary?.format === 'unknown')
      ? mainPackages(options.dir, facts.go?.path ?? 'go', options.env, options.scope)
      : null,
  ]);
  facts.sessions = sessions;
  if (facts.project) facts.project.mainPackages = packages;
}

/** A unix socket's path is short; RUNNER_TEMP on macOS is not. */
function socketParent(env: NodeJS.ProcessEnv): string {
  const usual = env.RUNNER_TEMP || temporaryFolder(env);
  return process.platform !== 'win32' && usual.length > 50 ? '/tmp' : usual;
}
