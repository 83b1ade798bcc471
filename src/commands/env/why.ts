import { relative } from 'node:path';
import leven from 'leven';
import { EFFECTS } from '../../causes/about/variables.js';
import { takeBack } from '../../causes/cause.js';
import { rungsOf } from '../../facts/rungs.js';
import type { Decider, Origin, Place } from '../../model/facts.js';
import { GO_VARIABLES } from '../../model/go-variables.js';
import { type Seen, valueIn, withoutCredentials } from '../../model/seen.js';
import { placeText } from '../../report/env-origin.js';
import { type ShownRung, type Why, whyText } from '../../report/env-why.js';
import { pageOf } from '../page.js';
import { UsageError } from '../usage.js';
import type { EnvResult, EnvRun } from './index.js';
import { type EnvLook, findingsOf, lookAtEnv } from './look.js';

/** Variables that the go command reads and `go env` does not print (internal/cfg, KnownEnv). */
const UNPRINTED = [
  'FC',
  'GO_EXTLINK_ENABLED',
  ...['CFLAGS', 'CPPFLAGS', 'CXXFLAGS', 'FFLAGS', 'LDFLAGS'].flatMap((each) => [`CGO_${each}_ALLOW`, `CGO_${each}_DISALLOW`]),
];
/** Variables of the system that decide Go's. */
export const OF_SYSTEM = ['AppData', 'HOME', 'LocalAppData', 'PATH', 'TMPDIR', 'USERPROFILE', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME'];
/** Letters that a mistyped name may be away from the right one. */
const MAX_DISTANCE = 4;

/**
 * Who sets a variable, who wins, and who would win next.
 * @throws UsageError for a name that is neither Go's nor decides what is
 */
export async function why(run: EnvRun): Promise<EnvResult> {
  const name = named(run.args.subject ?? '');
  const look = await lookAtEnv(run);
  const { settings, unread } = look.written;
  const made = cut(OF_SYSTEM.includes(name) ? ofSystem(name, look, run.env) : await ofGo(name, look));
  const shown: Why = {
    ...made,
    written: settings
      .filter(({ variable }) => variable === name)
      .map((setting) => ({
        ...setting,
        place: { ...setting.place, file: shorter(setting.place.file) },
        inForce: setting.value !== null && setting.value === valueIn(made.value),
      })),
    unread: unread.map(({ file, reason }) => ({ file: shorter(file), reason })),
  };
  const full = { ...shown, undo: undoOf(shown) };
  return {
    text:
      run.args.format === 'json'
        ? `${JSON.stringify(full, null, 2)}\n`
        : whyText(full, pageOf({ output: run.args.output, colour: run.args.colour })),
    code: 0,
  };
}

function named(asked: string): string {
  const all = [...GO_VARIABLES, ...UNPRINTED, ...OF_SYSTEM];
  const found = all.find((name) => name.toUpperCase() === asked.toUpperCase());
  if (found) return found;
  const near = all.map((name) => ({ name, distance: leven(asked.toUpperCase(), name) })).sort((a, b) => a.distance - b.distance)[0];
  const hint = near && near.distance <= MAX_DISTANCE ? ` (did you mean ${near.name}?)` : '';
  throw new UsageError(`env why: "${asked}" is no variable of Go${hint}; expected one that go env prints, or ${OF_SYSTEM.join(', ')}`);
}

type Made = Omit<Why, 'written' | 'unread'>;

async function ofGo(name: string, look: EnvLook): Promise<Made> {
  const { answers, facts, findings } = look;
  const chain = await rungsOf(name, answers);
  const origin = facts.go.origins[name] ?? originIn(chain);
  return {
    schema: 'delve-gate/env-why/1',
    variable: name,
    value: chain.find(({ state }) => state === 'wins')?.value ?? { error: 'go did not say' },
    origin,
    chain,
    decided: decidedBy(name, look),
    decides: decidedFrom(name, look),
    findings: findingsOf(name, findings).map(({ cause, level, title }) => ({ cause, level, title })),
    effect: EFFECTS[name] ?? null,
    undo: takeBack(name, origin.source === 'environment' ? { source: 'environment' } : origin, facts) ?? [],
  };
}

function originIn(chain: readonly ShownRung[]): Origin {
  const { source = 'default', place } = chain.find(({ state }) => state === 'wins') ?? {};
  return { source, ...(place ? { place } : {}) };
}

/** A variable that the go command takes from the process environment alone, as every program does. */
function ofSystem(name: string, look: EnvLook, env: NodeJS.ProcessEnv): Made {
  const value = env[name];
  const onPath = name === 'PATH' ? look.facts.go.onPath : [];
  return {
    schema: 'delve-gate/env-why/1',
    variable: name,
    value: value === undefined ? { error: `${name} is not set` } : { value },
    origin: value === undefined ? null : { source: 'environment', written: value },
    chain: value === undefined ? [] : [{ source: 'environment', written: value, state: 'wins', value: { value } }],
    decided: onPath.map(({ path, version }) => ({ by: { file: path }, value: version, depth: 0 })),
    decides: decidedFrom(name, look),
    findings: findingsOf(name, look.findings).map(({ cause, level, title }) => ({ cause, level, title })),
    effect: EFFECTS[name] ?? null,
    undo: [],
  };
}

const MAX_DEPTH = 6;

/** What decides a value, and what decides that. */
function decidedBy(name: string, look: EnvLook, depth = 0): Why['decided'] {
  const { go } = look.facts;
  if (depth > MAX_DEPTH) return [];
  return (go.origins[name]?.by ?? []).flatMap((by) => [
    { by, value: ownValue(by, look), depth },
    ...('variable' in by ? decidedBy(by.variable, look, depth + 1) : []),
  ]);
}

function ownValue(by: Decider, { facts, answers }: EnvLook): string | null {
  if ('file' in by) return by.file === facts.go.path ? (facts.go.onPath.find(({ path }) => path === by.file)?.version ?? null) : null;
  return valueIn(facts.go.env)?.[by.variable] || (OF_SYSTEM.includes(by.variable) ? answers.env[by.variable] : undefined) || null;
}

/** The variables that have this one among what decides them, at whatever distance. */
function decidedFrom(name: string, look: EnvLook): string[] {
  const { go } = look.facts;
  const deciders = (each: string) => decidedBy(each, look).map(({ by }) => ('variable' in by ? by.variable : by.file));
  return Object.keys(go.origins).filter((each) => {
    const found = deciders(each);
    return each !== name && (found.includes(name) || (name === 'PATH' && go.path !== null && found.includes(go.path)));
  });
}

/** What to do, with the lines that set this value in place of the advice to look for them, and what counts then. */
function undoOf({ variable, origin, undo, written, chain }: Why): string[] {
  if (origin?.source === 'goroot-go.env') return [`it comes with this Go; for this user alone: go env -w ${variable}=VALUE`];
  if (origin?.source !== 'environment') return undo;
  const likely = written.filter(({ inForce, reach }) => inForce && reach !== 'go-env-w' && reach !== 'build-argument');
  const places = origin.place ? [origin.place] : likely.map(({ place }) => place);
  const steps =
    places.length > 0
      ? [...undo.slice(0, 1), ...places.map((place) => `remove ${variable} at ${placeText(place)}, which sets this value`)]
      : undo;
  const next = chain.find(({ state }) => state === 'next');
  return next?.source === 'go-env-w' && next.place
    ? [...steps, `go env -u ${variable}, or ${placeText(next.place)} is in force then`]
    : steps;
}

/** Without credentials, and with places as they are seen from here. */
function cut(made: Made): Made {
  const seen = <T extends Seen<string> | null>(what: T): T =>
    what && 'value' in what ? { ...what, value: withoutCredentials(what.value) } : what;
  return {
    ...made,
    value: seen(made.value),
    origin: made.origin && cutOrigin(made.origin),
    chain: made.chain.map((rung) => ({
      ...rung,
      ...(rung.written === undefined ? {} : { written: withoutCredentials(rung.written) }),
      value: seen(rung.value),
    })),
  };
}

function cutOrigin({ place, commandAt, written, ...origin }: Origin): Origin {
  const near = (at: Place) => ({ ...at, file: shorter(at.file) });
  return {
    ...origin,
    ...(place ? { place: near(place) } : {}),
    ...(commandAt ? { commandAt: near(commandAt) } : {}),
    ...(written === undefined ? {} : { written: withoutCredentials(written) }),
  };
}

function shorter(file: Place['file']): string {
  const below = relative(process.cwd(), file);
  return below === '' || below.startsWith('..') ? file : below.replaceAll('\\', '/');
}
