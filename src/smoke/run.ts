import type { SessionFacts } from '../model/facts.js';
import type { Scope } from '../system/scope.js';
import { nativeHost } from './host/native.js';
import type { ModeName } from './modes/index.js';
import type { Program } from './program.js';
import { runSession } from './session.js';

export interface SmokeOptions {
  dlv: { path: string; version: string };
  modes: readonly ModeName[];
  programs: readonly Program[];
  /** Modes that are not tried, with the reason. */
  skip: ReadonlyMap<ModeName, string>;
  /** Milliseconds that a phase may take. */
  phase: number;
  folder: string;
  scope: Scope;
  cpus: number;
  onProgress: (text: string) => void;
}

const BUILD_LIMIT = 10 * 60_000;
/** `--listen=unix:` and `--client-addr=unix:` came with this release (Delve CHANGELOG, 1.21.1). */
const UNIX_SOCKETS_SINCE = [1, 22];

/** Debugs every program in every mode, two at a time. */
export async function runSmoke(options: SmokeOptions): Promise<SessionFacts[]> {
  const host = nativeHost({
    scope: options.scope,
    dlv: options.dlv.path,
    folder: options.folder,
    unixSockets: hasUnixSockets(options.dlv.version),
  });
  const jobs = options.programs.flatMap((program) => options.modes.map((mode) => ({ program, mode })));
  const results = new Array<SessionFacts>(jobs.length);
  let next = 0;
  let done = 0;
  let rpcAsked = false;
  const worker = async () => {
    while (next < jobs.length) {
      const at = next++;
      const { program, mode } = jobs[at] as (typeof jobs)[number];
      const reason = options.skip.get(mode) ?? unable(program, mode);
      if (reason !== undefined) {
        results[at] = { mode, subject: program.subject, ours: program.ours, status: 'skipped', reason, phases: {}, ms: 0, observed: {} };
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
      options.onProgress(`debugged ${++done} of ${jobs.length}: dlv ${mode}, ${program.subject}: ${results[at]?.status}`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, options.cpus) }, worker));
  return results;
}

/** What a program that was built already cannot be asked for. */
function unable(program: Program, mode: ModeName): string | undefined {
  if (!program.prebuilt) return undefined;
  if (mode === 'debug' || mode === 'test')
    return `smoke.binary was built already, and dlv ${mode} builds a package: name one in smoke.package`;
  return undefined;
}

function hasUnixSockets(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [sinceMajor = 0, sinceMinor = 0] = UNIX_SOCKETS_SINCE;
  return major > sinceMajor || (major === sinceMajor && minor >= sinceMinor);
}
