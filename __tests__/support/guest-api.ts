import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../../src/causes/index.js';
import { provideDlv } from '../../src/delve/provide.js';
import type { Guest } from '../../src/guest/boot.js';
import { type Kernel, provideKernel } from '../../src/guest/kernel.js';
import { type Machine, machineFor } from '../../src/guest/machines.js';
import { type Carried, type OpenOptions, openGuest } from '../../src/guest/open.js';
import { provideInit } from '../../src/guest/parts.js';
import { provideQemu, type Qemu } from '../../src/guest/qemu.js';
import type { SessionFacts, TargetFacts } from '../../src/model/facts.js';
import { Policy } from '../../src/model/policy.js';
import { buildOurs } from '../../src/smoke/build.js';
import { guestHost, inGuest } from '../../src/smoke/host/guest.js';
import type { ModeName } from '../../src/smoke/modes/index.js';
import type { Program } from '../../src/smoke/program.js';
import { runSession } from '../../src/smoke/session.js';
import { Scope } from '../../src/system/scope.js';
import { healthy } from './facts.js';
import { errors, type Lab } from './guest.js';
import { ROOT } from './world.js';

const SOURCES = join(ROOT, 'go');

/** All that a guest is made of, for an architecture of Go's: 386 programs run on an amd64 kernel. */
export interface Parts {
  machine: Machine;
  qemu: Qemu;
  kernel: Kernel;
  init: Buffer;
  /** dlv and our own debuggee. */
  files: Carried[];
  program: Program;
}

/** Does something with a scope of its own, which ends with it. */
export async function inScope<T>(work: (scope: Scope) => Promise<T>): Promise<T> {
  const scope = new Scope();
  try {
    return await work(scope);
  } finally {
    await scope.close();
  }
}

/** Provides the parts as the product does. */
export async function provideParts(arch: string, { world }: Lab, scope: Scope): Promise<Parts> {
  const { env } = world;
  const machine = machineFor(arch) as Machine;
  const root = env.RUNNER_TOOL_CACHE as string;
  const common = { env, scope, onProgress: () => {} };
  const goEnv = JSON.parse(execFileSync('go', ['env', '-json'], { env, encoding: 'utf8' })) as Record<string, string>;
  const { GOROOT: goroot = '', GOVERSION: version = '' } = goEnv;
  const go = join(goroot, 'bin', 'go');
  const platform = { os: 'linux', arch };
  const folder = scope.folder('test', env.TMPDIR);
  const [qemu, kernel, init, dlv, ours] = await Promise.all([
    provideQemu({ machine, install: false, root, ...common }),
    provideKernel({ machine, root, ...common }),
    provideInit({ sources: SOURCES, go: { command: go, version }, arch: machine.arch, root, env, scope }),
    provideDlv({
      ...{ go: { version, command: go, env: goEnv }, platform, foreign: true, cross: true, want: 'auto', found: [], usePath: false },
      ...{ install: true, root, ...common },
    }),
    buildOurs({ sources: SOURCES, dir: ROOT, env, go, goroot, folder, scope, platform }),
  ]);
  if ('kind' in qemu) throw new Error(qemu.message);
  if ('kind' in kernel) throw new Error(`${kernel.message} ${kernel.output}`);
  if ('error' in init) throw new Error(init.error);
  if (!dlv.path || !ours.program) throw new Error(`${dlv.error?.message} ${ours.facts.output}`);
  const { program, files } = inGuest(ours.program);
  return { machine, qemu, kernel, init: init.bytes, files: [{ from: dlv.path, to: '/dlv' }, ...files], program };
}

/** Boots a guest of these parts; `more` changes what it is asked for. */
export function openOf(parts: Parts, lab: Lab, scope: Scope, more: Partial<OpenOptions> = {}): Promise<Guest> {
  const folder = join(lab.world.folder, 'guests');
  mkdirSync(folder, { recursive: true });
  return openGuest({
    ...{ machine: parts.machine, qemu: parts.qemu, kernel: parts.kernel, init: parts.init, files: Promise.resolve(parts.files) },
    ...{ append: '', memory: undefined, cpus: 2, folder, root: lab.world.env.RUNNER_TOOL_CACHE as string, scope, snapshots: false },
    ...{ onProgress: () => {}, onNote: () => {} },
    ...more,
  });
}

/** Debugs our own debuggee in a guest. */
export async function debug(guest: Guest, program: Program, mode: ModeName, scope: Scope, phase = 60_000): Promise<SessionFacts> {
  const limits = { phase, build: phase };
  const folder = guest.sharedFile.replace(/[^/]*$/, '');
  return (await runSession({
    host: guestHost(guest, '/dlv'),
    mode,
    program,
    folder,
    rpc: false,
    limits,
    signal: scope.signal,
  })) as SessionFacts;
}

/** What a target comes to when this was seen of it: the causes of the findings that are errors. */
export function judged(target: Partial<TargetFacts>, policy: unknown = { version: 1 }): string[] {
  const facts = healthy();
  facts.targets = [targetFacts(target)];
  return errors(judge({ facts, policy: Policy.parse(policy), policyAt: () => undefined }));
}

/** A target that was proved in a guest; `more` changes that. */
export function targetFacts(more: Partial<TargetFacts> = {}): TargetFacts {
  return {
    target: 'linux/arm64',
    how: 'guest',
    because: 'this machine is linux/amd64, so a guest with a kernel of its own runs it',
    experimental: '',
    guest: {
      qemu: { path: '/usr/bin/qemu-system-aarch64', version: '7.2.22', installed: false },
      machine: 'virt',
      cpu: 'cortex-a57',
      memory: 256,
      cpus: 2,
      accelerator: 'tcg',
      kernel: { version: '6.1.176-1', sha256: '0'.repeat(64), origin: 'Debian bookworm, linux-image-x', from: 'cache', fetched: 0 },
      resumed: false,
      running: { kernel: '6.1.0-50-cloud-arm64', arch: 'arm64', memory: 227, cpus: 2, yamaScope: 0 },
      dlv: '1.27.2',
      peakMemory: 270,
      console: '',
    },
    dlv: { ...(healthy().dlv?.chosen as NonNullable<TargetFacts['dlv']>) },
    builds: [],
    sessions: [],
    phases: { qemu: 40, kernel: 1500, init: 100 },
    ms: 9000,
    notes: [],
    failure: null,
    ...more,
  };
}
