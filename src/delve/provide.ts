import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import satisfies from 'semver/functions/satisfies.js';
import { inspectDlv } from '../facts/dlv.js';
import { type Choice, chooseDelve, releaseOf } from '../match/choose.js';
import { mismatch } from '../match/mismatch.js';
import type { ChosenDlv, DlvFile } from '../model/facts.js';
import { isShortage } from '../model/shortage.js';
import type { Scope } from '../system/scope.js';
import { installDlv, installedAt } from './install.js';
import { disprove } from './prove.js';
import {
  clearSlot,
  digestEarly,
  digestOf,
  fillSlot,
  isComplete,
  isPartial,
  readRecord,
  type Slot,
  sha256,
  slotFor,
  withLock,
} from './slot.js';

/** A store beyond this machine, where the runner offers one. */
export interface RemoteCache {
  /** @returns whether the folder was restored */
  restore(folders: string[], key: string): Promise<boolean>;
  save(folders: string[], key: string): Promise<void>;
}

export interface ProvideOptions {
  /** The Go in force: its version, and the command of its tree. */
  go: { version: string; command: string; env: Record<string, string> };
  platform: { os: string; arch: string };
  /** It is not the platform that Go builds for by itself; then it is built without cgo. */
  cross?: boolean;
  /** It does not start here: a guest proves that it does. */
  foreign?: boolean;
  /** `auto`, `latest`, an exact version or a range. */
  want: string;
  /** Every dlv found, in the order of PATH. */
  found: DlvFile[];
  /** Whether a dlv on PATH may be taken. */
  usePath: boolean;
  /** Whether one may be installed. */
  install: boolean;
  env: NodeJS.ProcessEnv;
  root: string;
  scope: Scope;
  remote?: RemoteCache;
  onProgress: (text: string) => void;
}

type Take = Extract<Choice, { version: string }>;

/** Begins to prove the dlv that the tool cache is likely to have, before it is certain that it will be asked for. */
export function anticipate(go: string, platform: ProvideOptions['platform'], want: string, root: string): void {
  const choice = chooseDelve({ go, platform: `${platform.os}/${platform.arch}`, want });
  if ('version' in choice) digestEarly(slotFor(root, { version: choice.version, go, ...platform, tags: choice.tags }));
}

/** Finds or installs the matching dlv: tool cache, then PATH, then `go install`. Never rejects: why not is in the result. */
export async function provideDlv(options: ProvideOptions): Promise<ChosenDlv> {
  const { go, platform } = options;
  const choice = chooseDelve({ go: go.version, platform: `${platform.os}/${platform.arch}`, want: options.want });
  if ('refused' in choice) {
    const instead = choice.instead ? `; take ${choice.instead} instead` : '';
    return none('', choice.refused, { kind: choice.kind, message: `${choice.refused}${instead}`, output: choice.instead ?? '' });
  }
  const slot = slotFor(options.root, { version: choice.version, go: go.version, ...platform, tags: choice.tags });
  const result: ChosenDlv = { ...none(choice.version, choice.because, null), notes: choice.warning ? [choice.warning] : [] };
  try {
    if (await takeCached(slot, choice, options, result)) return result;
    const onPath = options.usePath ? usableOnPath(options, choice) : undefined;
    if (onPath) {
      return {
        ...result,
        version: valueOfVersion(onPath),
        from: 'path',
        path: onPath.path,
        because: `it is first on PATH, supports ${go.version}, and ${choice.version} is not in the tool cache`,
      };
    }
    if (!options.install) {
      result.error = { kind: 'dlv-not-installed', message: 'no matching dlv was found, and the policy forbids to install one', output: '' };
      return result;
    }
    await withLock(
      slot,
      options.scope.signal,
      () => options.onProgress('waiting for another process that installs the same dlv'),
      async () => {
        if (await takeCached(slot, choice, options, result)) return;
        if (isPartial(slot))
          result.notes.push(`an installation of dlv ${choice.version} in the tool cache that was not whole was thrown out`);
        await clearSlot(slot);
        if (await restored(slot, choice, options, result)) return;
        await install(slot, choice, options, result);
      },
    );
  } catch (error) {
    result.error = { kind: options.scope.signal.aborted ? 'aborted' : 'dlv-install-failed', message: (error as Error).message, output: '' };
  }
  return result;
}

function none(version: string, because: string, error: ChosenDlv['error']): ChosenDlv {
  return { version, because, from: null, path: null, exported: false, cacheHit: false, notes: [], error };
}

async function takeCached(slot: Slot, choice: Take, options: ProvideOptions, result: ChosenDlv): Promise<boolean> {
  if (!isComplete(slot)) return false;
  const problem = await disproveSlot(slot, choice, options);
  if (problem) {
    const note = `the dlv ${slot.key.version} in the tool cache was thrown out: ${problem}`;
    if (!result.notes.includes(note)) result.notes.push(note);
    return false;
  }
  Object.assign(result, { from: 'cache', path: slot.file, cacheHit: true });
  return true;
}

async function disproveSlot(
  slot: Slot,
  choice: Take,
  { env, scope, go, platform, foreign = false }: ProvideOptions,
): Promise<string | undefined> {
  const record = readRecord(slot);
  if (!record) return 'it has no record of its installation';
  // Before anything starts it.
  if (!sameBytes(slot, record.sha256)) return 'its bytes are not those that were installed';
  const dlv = await inspectDlv(slot.file, 'cache', { env, scope, go: go.command, foreign });
  // What could not be started for want of something is not spoilt.
  if ('error' in dlv.version && isShortage(dlv.version.error)) throw new Error(`dlv cannot be started: ${dlv.version.error}`);
  return disprove(dlv, { version: choice.version, sum: choice.sum ?? record.sum, go: go.version, arch: platform.arch });
}

function sameBytes(slot: Slot, digest: string): boolean {
  try {
    return digestOf(slot) === digest;
  } catch {
    return false;
  }
}

async function restored(slot: Slot, choice: Take, options: ProvideOptions, result: ChosenDlv): Promise<boolean> {
  if (!options.remote) return false;
  options.onProgress(`looking for dlv ${choice.version} in the cache of the runner`);
  if (!(await options.remote.restore([slot.folder, `${slot.folder}.complete`], remoteKey(slot)))) return false;
  if (await takeCached(slot, choice, options, result)) return true;
  await clearSlot(slot);
  return false;
}

function remoteKey(slot: Slot): string {
  return `delve-gate-dlv-${slot.key.version}-${slot.arch}`;
}

async function install(slot: Slot, choice: Take, options: ProvideOptions, result: ChosenDlv): Promise<void> {
  const { go, env, scope, platform, cross = false, foreign = false } = options;
  const target = cross ? { target: platform } : {};
  const staging = scope.folder('install');
  options.onProgress(`building dlv ${choice.version} with ${go.version}; the first time takes a minute or so`);
  const built = await installDlv({
    go: go.command,
    goEnv: go.env,
    env,
    version: choice.version,
    tags: choice.tags,
    cgo: choice.cgo,
    ...target,
    into: staging,
    scope,
    onProgress: options.onProgress,
  });
  if (!built.ok) {
    result.error = { kind: built.kind, message: built.message, output: built.output };
    return;
  }
  const name = platform.os === 'windows' ? 'dlv.exe' : 'dlv';
  const made = join(staging, installedAt(target, name));
  const whole = cross ? scope.folder('dlv') : staging;
  const file = join(whole, name);
  if (cross) await copyFile(made, file);
  const dlv = await inspectDlv(file, 'installed', { env, scope, go: go.command, foreign });
  const problem = disprove(dlv, { version: choice.version, sum: choice.sum, go: go.version, arch: platform.arch });
  if (problem) {
    result.error = { kind: 'dlv-install-failed', message: `the dlv that go install made is not trusted: ${problem}`, output: '' };
    return;
  }
  const sum = 'value' in dlv.build ? dlv.build.value.sum : '';
  await fillSlot(slot, whole, { ...slot.key, sum, sha256: sha256(file) });
  result.notes.push(...built.notes);
  Object.assign(result, { from: 'installed', path: slot.file });
  await options.remote?.save([slot.folder, `${slot.folder}.complete`], remoteKey(slot));
}

/** The first dlv on PATH, when nothing speaks against it: the one that a person gets by typing `dlv`. */
function usableOnPath(options: ProvideOptions, choice: Take): DlvFile | undefined {
  const dlv = options.found.find((file) => file.where === 'path');
  if (!dlv) return undefined;
  const version = valueOfVersion(dlv);
  const release = releaseOf(version);
  const problem = disprove(dlv, { sum: release?.sum ?? null, arch: options.platform.arch });
  return problem ||
    mismatch({ version, builtBy: 'value' in dlv.build ? dlv.build.value.go : undefined }, options.go.version) ||
    !wanted(version, options.want, choice)
    ? undefined
    : dlv;
}

function wanted(version: string, want: string, choice: Take): boolean {
  if (want === 'auto' || want === '') return true;
  return want === 'latest' ? version === choice.version : satisfies(version, want.replace(/^v/, ''));
}

function valueOfVersion(dlv: DlvFile): string {
  return 'value' in dlv.version ? dlv.version.value : '';
}
