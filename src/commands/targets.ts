import { machineFor } from '../guest/machines.js';
import { proveByUserMode } from '../guest/user-mode.js';
import { chooseDelve } from '../match/choose.js';
import type { TargetFacts } from '../model/facts.js';
import { sound } from '../smoke/build.js';
import { hereWith, NO_CORE_HERE, runSmoke } from '../smoke/run.js';
import { run } from '../system/run.js';
import { failureOf, type TargetContext, Unprovable } from './target/context.js';
import { GUEST_CPUS, proveInGuest } from './target/in-guest.js';
import { build, dlvFor } from './target/programs.js';

/** Milliseconds for our own debuggee, which ends at once. */
const START_LIMIT = 10_000;

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
  const ours = facts.builds.find((each) => each.ours)?.binary?.path;
  if (dlv.error && ours && (await refuses(ours, options))) {
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

/**
 * Whether the kernel does not start a program. A shell tells: Node hands such a program to one, which takes it for a script.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_08_02 (126: found, and not to be executed)
 */
async function refuses(program: string, { env, scope }: TargetContext['options']): Promise<boolean> {
  const { code, stderr } = await run('/bin/sh', ['-c', 'exec "$0" once', program], { env, scope, timeout: START_LIMIT });
  return code === 126 && /exec format error/i.test(stderr);
}
