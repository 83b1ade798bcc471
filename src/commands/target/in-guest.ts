import { resolve } from 'node:path';
import { toolCacheRoot } from '../../delve/slot.js';
import type { Guest } from '../../guest/boot.js';
import { provideKernel } from '../../guest/kernel.js';
import type { Machine } from '../../guest/machines.js';
import { openGuest } from '../../guest/open.js';
import { provideInit } from '../../guest/parts.js';
import { provideQemu } from '../../guest/qemu.js';
import type { GuestFacts, TargetFacts } from '../../model/facts.js';
import type { Policy } from '../../model/policy.js';
import { goCommand, sound } from '../../smoke/build.js';
import { guestHost, inGuest } from '../../smoke/host/guest.js';
import type { ModeName } from '../../smoke/modes/index.js';
import type { Program } from '../../smoke/program.js';
import { runSmoke, type Skip } from '../../smoke/run.js';
import { failureOf, type TargetContext, Unprovable } from './context.js';
import { build, dlvFor } from './programs.js';

/** A guest's modes that need a toolchain in it. */
const BUILDING: readonly ModeName[] = ['debug', 'test'];
/** Delve pkg/proc/core/linux_core.go, 1.27.2: "unsupported machine type". */
const NO_CORES: readonly string[] = ['linux/ppc64le'];
/** Virtual CPUs of a guest: with one, dlv and the program wait for each other. */
export const GUEST_CPUS = 2;
/** How many times as long as its boot a phase of a session may take in a guest, and milliseconds at least. */
const PHASE_FACTOR = 10;
const LEAST_PHASE = 10_000;

/**
 * Proves a target in a guest: its own parts and what is to be debugged are made side by side, and it boots as soon as it can.
 * @throws Unprovable, GuestFailure
 */
export async function proveInGuest(facts: TargetFacts, machine: Machine, context: TargetContext): Promise<void> {
  const { options, policy } = context;
  const { os, arch } = context.facts.host;
  facts.how = 'guest';
  facts.because = `this machine is ${os}/${arch}, so a guest with a kernel of its own runs it`;
  const seen = blank(machine, policy);
  facts.guest = seen;
  const timed = stopwatch(facts.phases);
  const programs = Promise.all([timed('dlv', dlvFor(facts, context)), timed('build', build(facts, context))]);
  programs.catch(() => {});
  const parts = await timed('fetch', partsOf(facts, seen, machine, context));
  let travelling: Program[] = [];
  const files = programs.then(([dlv, built]) => {
    facts.dlv = dlv;
    if (!dlv.path) throw new Unprovable('no-dlv', 'there is no dlv to debug with');
    const moved = sound(built).map((program) => inGuest(machine.endUnseen ? { ...program, endsThere: true } : program));
    travelling = moved.map(({ program }) => program);
    refuseLoaders(facts);
    return [{ from: dlv.path, to: '/dlv' }, ...moved.flatMap((each) => each.files)];
  });
  const guest = await openGuest({
    machine,
    ...parts,
    append: policy.emulation.kernel[facts.target]?.append ?? '',
    memory: policy.emulation.memory,
    larger: context.user.subject !== '',
    cpus: GUEST_CPUS,
    files,
    folder: context.folder,
    root: toolCacheRoot(options.env),
    scope: options.scope,
    onProgress: options.onProgress,
    onNote: (note) => facts.notes.push(note),
    snapshots: parts.kernel.from !== 'fetched',
  });
  try {
    await debugIn(guest, facts, seen, travelling, context);
  } finally {
    await guest.powerOff();
    Object.assign(facts.phases, guest.phases);
    seen.peakMemory = guest.peakMemory();
    if (facts.failure || facts.sessions.some((session) => session.status === 'fail')) seen.console = guest.console();
  }
}

/** Notes how long work takes. */
function stopwatch(phases: Record<string, number>): <T>(name: string, work: Promise<T>) => Promise<T> {
  const started = performance.now();
  return async (name, work) => {
    try {
      return await work;
    } finally {
      phases[name] = Math.round((performance.now() - started) * 10) / 10;
    }
  };
}

/**
 * What a guest is made of: qemu, a kernel, our init.
 * @throws Unprovable for the first that cannot be had
 */
async function partsOf(facts: TargetFacts, seen: GuestFacts, machine: Machine, { options, policy, go, version }: TargetContext) {
  const { env, scope, onProgress, remote, sources } = options;
  const { install, mirror, kernel: kernels } = policy.emulation;
  const root = toolCacheRoot(env);
  const common = { machine, root, env, scope, onProgress };
  const named = kernels[facts.target];
  const command = goCommand(go.env.GOROOT ?? '', go.facts.path ?? 'go');
  const [qemu, kernel, init] = await Promise.all([
    provideQemu({ ...common, install: install ?? options.exportsDlv }),
    provideKernel({
      ...common,
      ...(named ? { named: { file: resolve(options.dir, named.file), ...(named.sha256 ? { sha256: named.sha256 } : {}) } } : {}),
      ...(mirror ? { mirror } : {}),
      ...(remote ? { remote } : {}),
    }),
    provideInit({ sources, go: { command, version }, arch: machine.arch, root, env, scope }),
  ]);
  if (!('kind' in qemu)) seen.qemu = { path: qemu.path, version: qemu.version, installed: qemu.installed };
  if (!('kind' in kernel)) {
    const { version: release, sha256, origin, from, fetched } = kernel;
    seen.kernel = { version: release, sha256, origin, from, fetched };
    facts.notes.push(...kernel.notes);
  }
  if ('kind' in qemu) throw new Unprovable(qemu.kind, qemu.message, qemu.output);
  if ('kind' in kernel) throw new Unprovable(kernel.kind, kernel.message, kernel.output);
  if ('error' in init) throw new Unprovable('guest-init-failed', 'the init of the guest could not be built', init.error);
  return { qemu, kernel, init: init.bytes };
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
    phase: Math.max(LEAST_PHASE, PHASE_FACTOR * guest.pace),
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

function refuseLoaders({ builds }: TargetFacts): void {
  const dynamic = builds.find(({ binary }) => binary?.dynamic);
  if (dynamic) throw new Unprovable('program-needs-loader', `${dynamic.subject} is linked dynamically (${dynamic.binary?.path})`);
}
