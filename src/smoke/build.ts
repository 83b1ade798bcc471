import { chmodSync, copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { readBinary } from '../facts/binary.js';
import { parseBuildInfo } from '../facts/build-info.js';
import type { BuildFacts } from '../model/facts.js';
import { keep } from '../system/keep.js';
import { run } from '../system/run.js';
import type { Scope } from '../system/scope.js';
import type { Breakpoint } from './conversation.js';
import type { Program } from './program.js';

export interface BuildOptions {
  /** The folder with our Go sources: `go/` of this repository. */
  sources: string;
  /** The project's folder. */
  dir: string;
  env: NodeJS.ProcessEnv;
  /** The go command of the project. */
  go: string;
  goroot: string;
  /** A temporary folder for what is built. */
  folder: string;
  scope: Scope;
  /** What to build for, when it is not this machine: then without cgo, since C compilers seldom cross. */
  platform?: { os: string; arch: string };
  /** GOFLAGS in force, to try without them when even our own debuggee does not build. */
  flags?: string | undefined;
  /** Where our own debuggee is kept, when it may be: a file named by its sources and the Go that builds it. */
  kept?: string;
}

/** What the policy names of the user's. */
export interface UserProgram {
  /** The package or program as the policy names it. */
  subject: string;
  package: string | undefined;
  binary: string | undefined;
  break: string;
  args: string[];
  /** Whether it will be attached to. */
  attach: boolean;
}

export interface Built {
  facts: BuildFacts;
  /** Undefined when it could not be built. */
  program?: Program;
}

/** Programs that have what a debugger needs; the others are findings by themselves. */
export function sound(built: readonly Built[]): Program[] {
  return built.flatMap((each) =>
    each.program && each.facts.binary?.format !== 'unknown' && each.facts.binary?.debugInfo !== false ? [each.program] : [],
  );
}

/** As `dlv debug` builds: no optimisation, no inlining, in every package. */
const UNOPTIMISED = '-gcflags=all=-N -l';
const BUILD_TIMEOUT = 10 * 60_000;
export const OUR_SUBJECT = 'delve-gate debuggee';

/** Builds our own debuggee with the Go in force, whatever module or workspace surrounds us. */
export async function buildOurs(options: BuildOptions): Promise<Built> {
  const dir = join(options.sources, 'debuggee');
  const binary = join(options.folder, executable('debuggee'));
  const env = ourEnvironment(options);
  const command = goCommand(options.goroot, options.go);
  // An emulated dlv reads debug information half as fast when it has to unpack it first.
  const plain = options.platform ? ['-ldflags=-compressdwarf=false'] : [];
  const what = { subject: OUR_SUBJECT, ours: true, package: '.', binary };
  const args = ['build', '-buildvcs=false', '-trimpath=false', ...plain, UNOPTIMISED, '-o', binary, '.'];
  const { kept } = options;
  const facts =
    kept && existsSync(kept)
      ? { ...what, ok: true, output: '', ms: 0, binary: await copied(kept, binary, options) }
      : await build(command, args, { ...options, env, dir }, what);
  if (!facts.ok) {
    if (!options.flags) return { facts };
    // An empty GOFLAGS would let the GOENV file speak.
    const without = await build(command, args, { ...options, env: { ...env, GOFLAGS: '-buildvcs=false' }, dir }, what);
    return { facts: { ...facts, withoutFlags: without.ok } };
  }
  if (kept && !existsSync(kept)) keep(kept, readFileSync(binary));
  const line =
    readFileSync(join(dir, 'main.go'), 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('// breakpoint:')) + 1;
  return {
    facts,
    program: {
      subject: OUR_SUBJECT,
      ours: true,
      cwd: dir,
      env,
      package: '.',
      buildFlags: '-buildvcs=false -trimpath=false',
      binary,
      args: [],
      breakpoint: { file: join(dir, 'main.go'), line },
      known: {
        function: 'compute',
        line,
        locals: { n: '10', sum: '45', word: '"delve-gate"' },
        evaluate: { 'sum + n': '55', 'corner.X': '45', 'len(word)': '10' },
      },
    },
  };
}

async function copied(kept: string, binary: string, options: BuildOptions): Promise<BuildFacts['binary']> {
  copyFileSync(kept, binary);
  chmodSync(binary, 0o755);
  return inspect(binary, options, true);
}

/** The environment of our own debuggee: the user's, with the toolchain in force and no workspace of the project's. */
export function ourEnvironment({ env, goroot, platform }: Pick<BuildOptions, 'env' | 'goroot' | 'platform'>): NodeJS.ProcessEnv {
  const path = [join(goroot, 'bin'), env.PATH ?? env.Path ?? ''].join(delimiter);
  return { ...env, ...crossing(platform), PATH: path, GOTOOLCHAIN: 'local', GOWORK: 'off' };
}

function crossing(platform: BuildOptions['platform']): NodeJS.ProcessEnv {
  return platform ? { GOOS: platform.os, GOARCH: platform.arch, CGO_ENABLED: '0' } : {};
}

/** The go command of a tree; the one given when the tree has none (some distributions keep it elsewhere). */
export function goCommand(goroot: string, otherwise: string): string {
  const own = join(goroot, 'bin', executable('go'));
  return existsSync(own) ? own : otherwise;
}

/** Builds the user's package as a person would, or takes the program that was built already. */
export async function buildUsers(asked: BuildOptions, user: UserProgram): Promise<Built> {
  const options = { ...asked, env: { ...asked.env, ...crossing(asked.platform) } };
  if (user.binary !== undefined) return prebuilt(options, user, user.binary);
  const name = user.package ?? '.';
  const binary = join(options.folder, executable('user'));
  const [facts, waiting] = await Promise.all([
    build(options.go, ['build', UNOPTIMISED, '-o', binary, name], options, { subject: user.subject, ours: false, package: name, binary }),
    user.attach ? buildWaiting(options, name) : undefined,
  ]);
  if (!facts.ok) return { facts };
  if (user.attach && !waiting) return { facts: { ...facts, ok: false, output: 'go build -overlay failed, though go build did not' } };
  return { facts, program: { ...userProgram(options, user, name, binary), ...(waiting ? { waiting } : {}) } };
}

function userProgram(options: BuildOptions, user: UserProgram, name: string, binary: string): Program {
  return {
    subject: user.subject,
    ours: false,
    cwd: options.dir,
    env: options.env,
    package: name,
    binary,
    args: user.args,
    breakpoint: parseBreak(user.break, options.dir),
  };
}

async function prebuilt(options: BuildOptions, user: UserProgram, name: string): Promise<Built> {
  const binary = resolve(options.dir, name);
  const facts: BuildFacts = {
    subject: user.subject,
    ours: false,
    prebuilt: true,
    package: name,
    ok: existsSync(binary),
    output: '',
    ms: 0,
    binary: null,
  };
  if (!facts.ok) return { facts: { ...facts, output: `smoke.binary: ${binary} does not exist` } };
  facts.binary = await inspect(binary, options);
  return { facts, program: { ...userProgram(options, user, name, binary), prebuilt: true } };
}

/** `file.go:12` is a line, anything else a function. */
export function parseBreak(text: string, dir: string): Breakpoint {
  const line = /^(.+\.go):(\d+)$/.exec(text);
  return line ? { file: resolve(dir, line[1] as string), line: Number(line[2]) } : { function: text };
}

async function build(
  go: string,
  args: string[],
  options: BuildOptions,
  what: Pick<BuildFacts, 'subject' | 'ours' | 'package'> & { binary: string },
): Promise<BuildFacts> {
  const result = await run(go, args, { cwd: options.dir, env: options.env, scope: options.scope, timeout: BUILD_TIMEOUT });
  const ok = result.code === 0 && existsSync(what.binary);
  const output = ok ? '' : (result.stderr || result.stdout || result.error || `exit code ${result.code}`).slice(0, 20_000);
  return {
    subject: what.subject,
    ours: what.ours,
    package: what.package,
    ok,
    output,
    ms: Math.round(result.ms),
    binary: ok ? await inspect(what.binary, options, what.ours) : null,
  };
}

/** Our own debuggee's settings are known; only its header is looked at. */
async function inspect(path: string, options: BuildOptions, headerOnly = false): Promise<BuildFacts['binary']> {
  const [header, info] = await Promise.all([
    readBinary(path).catch(() => undefined),
    headerOnly
      ? undefined
      : run(options.go, ['version', '-m', path], {
          cwd: options.folder,
          env: { ...options.env, GOTOOLCHAIN: 'local' },
          scope: options.scope,
          timeout: 10_000,
        }),
  ]);
  if (!header) return null;
  const build = info && parseBuildInfo(info.stdout);
  return {
    path,
    format: header.format,
    os: header.os,
    arch: header.arch,
    debugInfo: header.debugInfo,
    dynamic: header.dynamic,
    go: build?.go ?? null,
    settings: build?.settings ?? {},
  };
}

/**
 * The user's program with one file more, by `go build -overlay` (nothing on disk changes): it waits before main until it is let go.
 * https://pkg.go.dev/cmd/go#hdr-Compile_packages_and_dependencies
 */
async function buildWaiting(options: BuildOptions, name: string): Promise<Program['waiting']> {
  const folder = await packageFolder(options, name);
  if (!folder) return undefined;
  const overlay = join(options.folder, 'overlay.json');
  writeFileSync(overlay, JSON.stringify({ Replace: { [join(folder, '0_delve_gate_wait.go')]: join(options.sources, 'wait', 'wait.go') } }));
  const binary = join(options.folder, executable('waiting'));
  const result = await run(options.go, ['build', `-overlay=${overlay}`, UNOPTIMISED, '-o', binary, name], {
    cwd: options.dir,
    env: options.env,
    scope: options.scope,
    timeout: BUILD_TIMEOUT,
  });
  if (result.code !== 0) return undefined;
  const go = join(options.folder, 'go-on');
  return { binary, env: { DELVE_GATE_WAIT: go }, file: go };
}

async function packageFolder(options: BuildOptions, name: string): Promise<string | undefined> {
  if (/^\.{1,2}([\\/]|$)/.test(name) || isAbsolute(name)) return resolve(options.dir, name);
  const { stdout } = await run(options.go, ['list', '-f', '{{.Dir}}', name], {
    cwd: options.dir,
    env: options.env,
    scope: options.scope,
    timeout: 60_000,
  });
  return stdout.trim() || undefined;
}

function executable(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}
