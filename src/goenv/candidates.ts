import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { readGoenv } from '../facts/goenv.js';
import { findOnPath, goElsewhere } from '../facts/on-path.js';
import type { Culprit } from '../model/bisect.js';
import type { GoFacts } from '../model/facts.js';
import { GO_VARIABLES } from '../model/go-variables.js';

/** One thing in which an environment differs from a clean one. */
export interface Candidate {
  kind: Culprit['kind'];
  name: string;
  /** As it is: never shown. */
  value: string;
  line?: number;
}

/** An environment, taken apart. */
export interface Parts {
  env: NodeJS.ProcessEnv;
  /** The project's folder: a relative GOENV is below it. */
  dir: string;
  goenv: GoFacts['goenv'];
  clean: Clean;
  /** Groups of candidates, the likelier ones first. */
  groups: Candidate[][];
}

/** A clean environment: HOME, and a PATH with one go and the system's programs. */
export interface Clean {
  env: NodeJS.ProcessEnv;
  path: string[];
  /** Names of what it keeps to reach modules. */
  kept: string[];
}

/** What Windows does not start programs without. */
const NEEDED =
  process.platform === 'win32' ? ['SYSTEMROOT', 'PATHEXT', 'COMSPEC', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'TEMP', 'TMP'] : ['HOME'];
const SYSTEM = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin'];
/** Set by us for whatever we start. */
const OURS = new Set(['DELVE_GATE_RUN', 'GO_TELEMETRY_CHILD']);
/** Variables that no go command reads, but what it starts does. */
const BUILD = /^(LD_|DYLD_|PKG_CONFIG|(C|CXX|CPP|LD|F)FLAGS$|(CPATH|C_INCLUDE_PATH|LIBRARY_PATH|COMPILER_PATH|SDKROOT)$)/;
const PLACES = /^(XDG_.*|TMPDIR|TMP|TEMP)$/;
const NETWORK = /^(.*_proxy|GIT_.*|SSL_.*|NETRC|CURL_.*|NODE_.*)$/i;
/** How modules are reached. */
const REACH = /^(GOPROXY|GOSUMDB|GONOSUMDB|GONOPROXY|GOPRIVATE|GOINSECURE|GOAUTH|NETRC|SSL_.*|(https?|all|no)_proxy)$/i;
const KINDS = [BUILD, PLACES, NETWORK];
/** Clean environments that are tried: one for each go. */
const MAX_GOS = 4;

/**
 * Clean environments, one for each go that there is, the one in force first: a go can be the fault itself, as a shim can. Then the same
 * with what this one needs to reach modules, for where nothing can be downloaded without.
 * @returns at least one
 */
export function cleanEnvironments(env: NodeJS.ProcessEnv): Clean[] {
  const gos = [...findOnPath('go', env), ...goElsewhere(env)].map((file) => dirname(file));
  const system = process.platform === 'win32' ? [join(env.SYSTEMROOT ?? 'C:\\Windows', 'System32')] : SYSTEM;
  const paths = [...new Set(gos)].slice(0, MAX_GOS).map((go) => [...new Set([...(system.includes(go) ? [] : [go]), ...system])]);
  const different = [...new Map((paths.length > 0 ? paths : [system]).map((path) => [path.join(delimiter), path])).values()];
  const plain = pickFrom(env, (name) => NEEDED.includes(name));
  const reaching = { ...reachOfFile(env), ...pickFrom(env, (name) => REACH.test(name)) };
  return [{}, ...(Object.keys(reaching).length > 0 ? [reaching] : [])].flatMap((more) =>
    different.map((path) => ({ path, kept: Object.keys(more), env: { ...more, ...plain, PATH: path.join(delimiter), GOENV: 'off' } })),
  );
}

function pickFrom(env: NodeJS.ProcessEnv, wanted: (name: string) => boolean): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => wanted(name)));
}

/** What the GOENV file sets of that. */
function reachOfFile(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(readGoenv(env).lines.flatMap(({ name, value }) => (REACH.test(name) ? [[name, value]] : [])));
}

/** Takes an environment apart: everything in which it differs from a clean one. */
export function takeApart(env: NodeJS.ProcessEnv, dir: string, clean: Clean): Parts {
  const named = env.GOENV && env.GOENV !== 'off' && !isAbsolute(env.GOENV) ? { ...env, GOENV: join(dir, env.GOENV) } : env;
  const goenv = readGoenv(named);
  const variables = Object.entries(env).flatMap(([name, value = '']): Candidate[] =>
    name === 'PATH' || OURS.has(name) || clean.env[name] === value ? [] : [{ kind: 'variable', name, value }],
  );
  const ofKind = (kind: (name: string) => boolean) => variables.filter(({ name }) => kind(name));
  const isGo = (name: string) => GO_VARIABLES.includes(name) || /^(GO|CGO_)[A-Z0-9_]+$/.test(name);
  const isOther = (name: string) => !isGo(name) && !KINDS.some((kind) => kind.test(name));
  const groups = [
    fromGoenv(goenv),
    ofKind(isGo),
    fromPath(env, clean),
    ...KINDS.map((kind) => ofKind((name) => !isGo(name) && kind.test(name))),
    ofKind(isOther),
  ];
  return { env, dir, goenv, clean, groups: groups.filter((group) => group.length > 0) };
}

function fromGoenv({ path, state, explicit, lines }: GoFacts['goenv']): Candidate[] {
  // One that GOENV names is a candidate by that variable.
  const whole = !explicit && (state === 'directory' || state === 'unreadable');
  if (whole) return [{ kind: 'goenv-file', name: 'GOENV', value: path ?? '' }];
  return lines.map(({ line, name, value }) => ({ kind: 'goenv-line', name, value, line }));
}

function fromPath(env: NodeJS.ProcessEnv, clean: Clean): Candidate[] {
  const path = foldersOf(env);
  const others = [...new Set(path)].filter((each) => !clean.path.includes(each));
  const order = sameOrder(path, clean.path) ? [] : [{ kind: 'path-order' as const, name: 'PATH', value: '' }];
  return [...others.map((value) => ({ kind: 'path-folder' as const, name: 'PATH', value })), ...order];
}

function sameOrder(path: readonly string[], clean: readonly string[]): boolean {
  const common = [...new Set(path)].filter((each) => clean.includes(each));
  return common.every((each, at) => clean.filter((one) => common.includes(one))[at] === each);
}

export function foldersOf(env: NodeJS.ProcessEnv): string[] {
  return (env.PATH ?? '').split(delimiter);
}
