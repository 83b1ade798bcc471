import type { SessionFacts } from '../model/facts.js';
import type { Scope } from '../system/scope.js';
import type { Host } from './host/host.js';
import { nativeHost } from './host/native.js';
import type { ModeName } from './modes/index.js';
import type { Program } from './program.js';
import { runSession } from './session.js';

/** Why a mode is not tried. */
export interface Skip {
  reason: string;
  /** It cannot be tried there at all. */
  impossible: boolean;
}

/** Mode core, on any machine but a guest. */
export const NO_CORE_HERE: Skip = {
  reason: 'where a core goes is for the administrator of this machine to say; guests show it',
  impossible: true,
};

export interface SmokeOptions {
  host: Host;
  modes: readonly ModeName[];
  programs: readonly Program[];
  /** Modes that are not tried, with the reason. */
  skip: ReadonlyMap<ModeName, Skip>;
  /** Milliseconds that a phase may take. */
  phase: number;
  folder: string;
  scope: Scope;
  /** How many sessions may run at a time. */
  workers: number;
  /** Whether the host is lost; asked after a session that failed, since the others need not be tried then. */
  lost?: () => Promise<Error | undefined>;
  onProgress: (text: string) => void;
}

const BUILD_LIMIT = 10 * 60_000;
/** `--listen=unix:` and `--client-addr=unix:` came with this release (Delve CHANGELOG, 1.21.1). */
const UNIX_SOCKETS_SINCE = [1, 22];

/** This machine, with a dlv that was proved. */
export function hereWith(dlv: { path: string; version: string }, folder: string, scope: Scope): Host {
  return nativeHost({ scope, dlv: dlv.path, folder, unixSockets: hasUnixSockets(dlv.version) });
}

/** Debugs every program in every mode. */
export async function runSmoke(options: SmokeOptions): Promise<SessionFacts[]> {
  const { host } = options;
  const jobs = options.programs.flatMap((program) => options.modes.map((mode) => ({ program, mode })));
  const results = new Array<SessionFacts>(jobs.length);
  let next = 0;
  let done = 0;
  let rpcAsked = false;
  let gone: Error | undefined;
  const worker = async () => {
    while (next < jobs.length) {
      const at = next++;
      const { program, mode } = jobs[at] as (typeof jobs)[number];
      const skip = options.skip.get(mode) ?? unable(program, mode) ?? (gone ? { reason: gone.message, impossible: false } : undefined);
      if (skip !== undefined) {
        results[at] = { mode, subject: program.subject, ours: program.ours, status: 'skipped', ...skip, phases: {}, ms: 0, observed: {} };
        continue;
      }
      const rpc = !rpcAsked && program.ours && mode === 'exec';
      rpcAsked ||= rpc;
      results[at] = (await runSession({
        host,
        mode,
        program,
        folder: options.folder,
        rpc,
        limits: { phase: options.phase, build: BUILD_LIMIT },
        signal: options.scope.signal,
      })) as SessionFacts;
      if (results[at]?.status === 'fail') gone ??= await options.lost?.();
      options.onProgress(`debugged ${++done} of ${jobs.length}: dlv ${mode}, ${program.subject}: ${results[at]?.status}`);
    }
  };
  await Promise.all(Array.from({ length: options.workers }, worker));
  return results;
}

/** What a program that was built already cannot be asked for. */
function unable(program: Program, mode: ModeName): Skip | undefined {
  if (!program.prebuilt || (mode !== 'debug' && mode !== 'test')) return undefined;
  return { reason: `smoke.binary was built already, and dlv ${mode} builds a package: name one in smoke.package`, impossible: false };
}

function hasUnixSockets(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [sinceMajor = 0, sinceMinor = 0] = UNIX_SOCKETS_SINCE;
  return major > sinceMajor || (major === sinceMajor && minor >= sinceMinor);
}
