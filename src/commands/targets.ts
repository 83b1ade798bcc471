import { join } from 'node:path';
import { provideDlv } from '../delve/provide.js';
import { toolCacheRoot } from '../delve/slot.js';
import type { GoLook } from '../facts/go.js';
import { type Guest, GuestFailure } from '../guest/boot.js';
import { type Kernel, provideKernel } from '../guest/kernel.js';
import { type Machine, machineFor } from '../guest/machines.js';
import { openGuest } from '../guest/open.js';
import { digest, folderTexts, guestFolder, provideInit } from '../guest/parts.js';
import { provideQemu } from '../guest/qemu.js';
import { proveByUserMode } from '../guest/user-mode.js';
import { chooseDelve } from '../match/choose.js';
import type { ChosenDlv, Facts, GuestFacts, TargetFacts } from '../model/facts.js';
import type { Policy } from '../model/policy.js';
import { type Built, buildOurs, buildUsers, goCommand, type UserProgram } from '../smoke/build.js';
import { guestHost, inGuest } from '../smoke/host/guest.js';
import type { ModeName } from '../smoke/modes/index.js';
import type { Program } from '../smoke/program.js';
import { hereWith, runSmoke, type Skip } from '../smoke/run.js';
import type { CheckOptions } from './check.js';

/** What every target of a check has in common. */
export interface TargetContext {
  options: CheckOptions;
  policy: Policy;
  facts: Facts;
  go: GoLook;
  /** The Go in force: `go1.26.8`. */
  version: string;
  user: UserProgram;
  /** A folder for sockets, whose path is short. */
  folder: string;
}

/** A guest's modes that need a toolchain in it. */
const BUILDING: readonly ModeName[] = ['debug', 'test'];
/** Delve pkg/proc/core/linux_core.go, 1.27.2: "unsupported machine type". */
const NO_CORES: readonly string[] = ['linux/ppc64le'];
/** Virtual CPUs of a guest: with one, dlv and the program wait for each other. */
const GUEST_CPUS = 2;
/** How many times as long as its boot a phase of a session may take in a guest, and milliseconds at least. */
const PHASE_FACTOR = 10;
const LEAST_PHASE = 10_000;

/** A failure that is told as it is. */
class Unprovable extends Error {
  constructor(
    readonly kind: string,
    message: string,
    readonly output = '',
  ) {
    super(message);
  }
}

/** Proves the targets that are not this machine, some at a time. */
export async function proveTargets(targets: readonly string[], context: TargetContext): Promise<TargetFacts[]> {
  const results = new Array<TargetFacts>(targets.length);
  let next = 0;
  const worker = async () => {
    while (next < targets.length) {
      const at = next++;
      results[at] = await proveTarget(targets[at] as string, context);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.floor(context.facts.host.cpus / GUEST_CPUS)) }, worker));
  return results;
}

/** Proves one target. Never rejects: what kept it from that is in the result. */
export async function proveTarget(target: string, context: TargetContext): Promise<TargetFacts> {
  const started = performance.now();
  const facts: TargetFacts = {
    target,
    how: 'none',
    because: '',
    experimental: '',
    guest: null,
    dlv: null,
    builds: [],
    sessions: [],
    phases: {},
    ms: 0,
    notes: [],
    failure: null,
  };
  try {
    await prove(facts, context);
  } catch (error) {
    facts.failure = failureOf(error, context);
  }
  facts.ms = Math.round(performance.now() - started);
  return facts;
}

function failureOf(error: unknown, { options }: TargetContext): TargetFacts['failure'] {
  if (options.scope.signal.aborted) return { kind: 'aborted', message: 'stopped from outside', output: '' };
  if (error instanceof Unprovable) return { kind: error.kind, message: error.message, output: error.output };
  if (error instanceof GuestFailure) return { kind: error.fault, message: error.message, output: error.evidence };
  return { kind: 'internal', message: (error as Error).stack ?? String(error), output: '' };
}

async function prove(facts: TargetFacts, context: TargetContext): Promise<void> {
  const [os = '', arch = ''] = facts.target.split('/');
  const { policy, version } = context;
  const { host } = context.facts;
  const choice = chooseDelve({ go: version, platform: facts.target, want: policy.delve.version });
  if ('refused' in choice) {
    facts.because = choice.refused;
    facts.dlv = await dlvFor(facts, context);
    return;
  }
  facts.experimental = choice.tags;
  if (os !== 'linux' || host.os !== 'linux') {
    facts.because = `this machine is ${host.os}/${host.arch}`;
    throw new Unprovable('target-not-this-machine', `${facts.because}; only Linux targets have guests, and only on Linux machines`);
  }
  if (host.arch === 'amd64' && arch === '386' && (await provedHere(facts, context))) return;
  if (policy.emulation.mode === 'user') {
    await userMode(facts, context);
    return;
  }
  const machine = machineFor(arch);
  if (!machine)
    throw new Unprovable('target-not-this-machine', `this machine is ${host.os}/${host.arch}, and there is no guest for ${arch}`);
  await proveInGuest(facts, machine, context);
}

function dlvFor(facts: TargetFacts, { options, policy, go, version }: TargetContext, runsHere = false): Promise<ChosenDlv> {
  const [os = '', arch = ''] = facts.target.split('/');
  const command = goCommand(go.env.GOROOT ?? '', go.facts.path ?? 'go');
  return provideDlv({
    go: { version, command, env: go.env },
    platform: { os, arch },
    foreign: !runsHere,
    cross: true,
    want: policy.delve.version,
    found: [],
    usePath: false,
    install: policy.delve.install,
    env: options.env,
    root: toolCacheRoot(options.env),
    scope: options.scope,
    onProgress: options.onProgress,
    ...(options.remote ? { remote: options.remote } : {}),
  });
}

async function userMode(facts: TargetFacts, context: TargetContext): Promise<void> {
  const { options, policy, go, user } = context;
  const { env, scope, onProgress } = options;
  // Nothing will be attached to, so no program has to wait for that.
  const builds = build(facts, { ...context, user: { ...user, attach: false } }).then(() => facts.builds);
  const proved = await proveByUserMode({
    target: facts.target,
    host: context.facts.host,
    builds,
    modes: [...new Set(policy.smoke.modes)],
    install: policy.emulation.install ?? options.exportsDlv,
    go: go.facts.path ?? 'go',
    env,
    scope,
    onProgress,
  });
  Object.assign(facts, proved);
}

/** A 64-bit x86 kernel starts 32-bit programs itself, unless it was built without. */
async function provedHere(facts: TargetFacts, context: TargetContext): Promise<boolean> {
  const { options, policy } = context;
  const [dlv, built] = await Promise.all([dlvFor(facts, context, true), build(facts, context)]);
  if (dlv.error && /ENOEXEC|exec format error/i.test(dlv.error.message)) {
    facts.notes.push("this machine's kernel does not start 32-bit programs");
    facts.builds = [];
    return false;
  }
  facts.how = 'native';
  facts.because = "this machine's kernel runs programs of that architecture";
  facts.dlv = dlv;
  if (!dlv.path) return true;
  facts.sessions = await runSmoke({
    host: hereWith({ path: dlv.path, version: dlv.version }, context.folder, options.scope),
    modes: [...new Set(policy.smoke.modes)],
    programs: sound(built),
    skip: new Map([['core', NO_CORE_HERE]]),
    phase: policy.smoke.timeout * 1000,
    folder: context.folder,
    scope: options.scope,
    workers: 1,
    onProgress: options.onProgress,
  });
  return true;
}

export const NO_CORE_HERE: Skip = {
  reason: 'where a core goes is for the administrator of this machine to say; guests show it',
  impossible: true,
};

async function proveInGuest(facts: TargetFacts, machine: Machine, context: TargetContext): Promise<void> {
  const { options, policy, go, version } = context;
  const { scope, env } = options;
  const root = toolCacheRoot(env);
  const common = { env, scope, onProgress: options.onProgress };
  const named = policy.emulation.kernel[facts.target];
  facts.how = 'guest';
  facts.because = `this machine is ${context.facts.host.os}/${context.facts.host.arch}, so a guest with a kernel of its own runs it`;
  const guestFacts = blank(machine, policy);
  facts.guest = guestFacts;
  // Whatever takes long goes on side by side; the guest boots as soon as its own parts are there.
  const programs = Promise.all([dlvFor(facts, context), build(facts, context)]);
  programs.catch(() => {});
  const [qemu, kernel, init] = await Promise.all([
    provideQemu({ machine, install: policy.emulation.install ?? options.exportsDlv, root, ...common }),
    provideKernel({
      machine,
      root,
      ...common,
      ...(named ? { named: { file: join(options.dir, named.file), ...(named.sha256 ? { sha256: named.sha256 } : {}) } } : {}),
      ...(policy.emulation.mirror ? { mirror: policy.emulation.mirror } : {}),
      ...(options.remote ? { remote: options.remote } : {}),
    }),
    provideInit({
      sources: options.sources,
      go: { command: goCommand(go.env.GOROOT ?? '', go.facts.path ?? 'go'), version },
      arch: machine.arch,
      root,
      env,
      scope,
    }),
  ]);
  noteParts(facts, guestFacts, qemu, kernel);
  if ('kind' in qemu) throw new Unprovable(qemu.kind, qemu.message, qemu.output);
  if ('kind' in kernel) throw new Unprovable(kernel.kind, kernel.message, kernel.output);
  if ('error' in init) throw new Unprovable('guest-init-failed', 'the init of the guest could not be built', init.error);
  let travelling: Program[] = [];
  const files = programs.then(([dlv, built]) => {
    facts.dlv = dlv;
    if (!dlv.path) throw new Unprovable('no-dlv', 'there is no dlv to debug with');
    const moved = sound(built).map((program) => inGuest(machine.endUnseen ? { ...program, endsThere: true } : program));
    travelling = moved.map(({ program }) => program);
    refuseLoaders(facts);
    return [{ from: dlv.path, to: '/dlv' }, ...moved.flatMap((each) => each.files)];
  });
  const started = performance.now();
  const guest = await openGuest({
    machine,
    qemu,
    kernel,
    init: init.bytes,
    append: named?.append ?? '',
    memory: policy.emulation.memory,
    cpus: GUEST_CPUS,
    files,
    folder: context.folder,
    root,
    scope,
    onProgress: options.onProgress,
    onNote: (note) => facts.notes.push(note),
    snapshots: kernel.from !== 'fetched',
  });
  try {
    await debugIn(guest, facts, guestFacts, travelling, context, performance.now() - started);
  } finally {
    await guest.powerOff();
    Object.assign(facts.phases, guest.phases);
    guestFacts.peakMemory = guest.peakMemory();
    if (facts.failure || facts.sessions.some((session) => session.status === 'fail')) guestFacts.console = guest.console();
  }
}

function noteParts(
  facts: TargetFacts,
  guest: GuestFacts,
  qemu: Awaited<ReturnType<typeof provideQemu>>,
  kernel: Awaited<ReturnType<typeof provideKernel>>,
): void {
  if (!('kind' in qemu)) guest.qemu = { path: qemu.path, version: qemu.version, installed: qemu.installed };
  if ('kind' in kernel) return;
  const { version, sha256, origin, from, fetched }: Kernel = kernel;
  guest.kernel = { version, sha256, origin, from, fetched };
  facts.notes.push(...kernel.notes);
}

function blank(machine: Machine, { emulation }: Policy): GuestFacts {
  return {
    qemu: null,
    machine: machine.machine,
    cpu: machine.cpu,
    memory: emulation.memory ?? machine.memory,
    cpus: GUEST_CPUS,
    accelerator: 'tcg',
    kernel: null,
    resumed: false,
    running: null,
    dlv: null,
    peakMemory: 0,
    console: '',
  };
}

async function debugIn(
  guest: Guest,
  facts: TargetFacts,
  guestFacts: GuestFacts,
  programs: Program[],
  context: TargetContext,
  boot: number,
): Promise<void> {
  const { options, policy } = context;
  const hello = guest.hello;
  if (hello) {
    const { kernel, arch, memory, cpus, yama } = hello;
    guestFacts.running = { kernel, arch, memory, cpus, yamaScope: yama ? Number(yama) : null };
  }
  Object.assign(guestFacts, {
    memory: guest.shape.memory,
    accelerator: guest.shape.accelerator,
    resumed: guest.phases.resume !== undefined,
  });
  const skip = new Map<ModeName, Skip>(
    BUILDING.map((mode) => [
      mode,
      {
        reason: `dlv ${mode} builds where it debugs, and a guest has no Go toolchain; exec debugs what was built outside`,
        impossible: true,
      },
    ]),
  );
  if (NO_CORES.includes(facts.target)) skip.set('core', { reason: `Delve reads no cores of ${facts.target}`, impossible: true });
  options.onProgress(`debugging in a guest of ${facts.target}`);
  facts.sessions = await runSmoke({
    host: guestHost(guest, '/dlv'),
    modes: [...new Set(policy.smoke.modes)],
    programs,
    skip,
    phase: Math.max(LEAST_PHASE, PHASE_FACTOR * boot),
    folder: context.folder,
    scope: options.scope,
    workers: 1,
    onProgress: options.onProgress,
    lost: () => guest.isLost(),
  });
  const lost = await guest.isLost();
  if (lost && facts.sessions.some((session) => session.status === 'fail')) facts.failure = failureOf(lost, context);
  else guestFacts.dlv = dlvSays(facts) ?? (await askDlv(guest));
}

/** What `dlv version` prints in the guest, where no session has told. */
async function askDlv(guest: Guest): Promise<string | null> {
  const dlv = await guest.line.start({ args: ['/dlv', 'version'], env: ['HOME=/tmp'], dir: '/' }).catch(() => undefined);
  await Promise.race([dlv?.ended, new Promise((resolve) => setTimeout(resolve, LEAST_PHASE).unref())]);
  return /^Version: (\S+)/m.exec(dlv?.output() ?? '')?.[1] ?? null;
}

/** What dlv itself said in the guest, over JSON-RPC. */
function dlvSays({ sessions }: TargetFacts): string | null {
  const text = sessions.map((session) => session.observed.rpc?.DelveVersion).find((each) => typeof each === 'string');
  return typeof text === 'string' ? (/^Version: (\S+)/.exec(text)?.[1] ?? text) : null;
}

/** Its path is in its debug information, so the folder of its sources is part of the name, too. */
function keptDebuggee(arch: string, { sources, env }: CheckOptions, version: string, goEnv: Record<string, string>): string {
  const folder = join(sources, 'debuggee');
  const settings = SETTINGS.map((name) => goEnv[name] ?? '');
  return join(guestFolder(toolCacheRoot(env)), `debuggee-${arch}-${digest([version, arch, folder, ...settings, ...folderTexts(folder)])}`);
}

/** Settings of Go that decide what a build for Linux comes to. */
const SETTINGS = ['GOFLAGS', 'GOEXPERIMENT', 'GODEBUG', 'GOARM64', 'GOPPC64', 'GORISCV64', 'GO386', 'GOAMD64', 'GOFIPS140'];

function build(facts: TargetFacts, { options, go, user, version }: TargetContext): Promise<Built[]> {
  const [os = '', arch = ''] = facts.target.split('/');
  const common = {
    sources: options.sources,
    dir: options.dir,
    env: options.env,
    go: go.facts.path ?? 'go',
    goroot: go.env.GOROOT ?? '',
    folder: options.scope.folder(`build-${arch}`),
    scope: options.scope,
    platform: { os, arch },
    kept: keptDebuggee(arch, options, version, go.env),
  };
  const built = Promise.all([buildOurs(common), ...(user.subject === '' ? [] : [buildUsers(common, user)])]);
  return built.then((all) => {
    facts.builds = all.map((each) => each.facts);
    const foreign = facts.builds.find(({ binary }) => binary?.arch && `${binary.os}/${binary.arch}` !== facts.target);
    return foreign ? all.filter((each) => each.facts !== foreign) : all;
  });
}

function refuseLoaders({ builds }: TargetFacts): void {
  const dynamic = builds.find(({ binary }) => binary?.dynamic);
  if (dynamic) throw new Unprovable('program-needs-loader', `${dynamic.subject} is linked dynamically (${dynamic.binary?.path})`);
}

/** Programs that have what a debugger needs; the others are findings by themselves. */
function sound(built: readonly Built[]): Program[] {
  return built.flatMap((each) =>
    each.program && each.facts.binary?.format !== 'unknown' && each.facts.binary?.debugInfo !== false ? [each.program] : [],
  );
}
