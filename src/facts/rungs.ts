import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GoFacts, Origin, Place, Source } from '../model/facts.js';
import { type Seen, valueIn } from '../model/seen.js';
import { firstLine, run } from '../system/run.js';
import type { Scope } from '../system/scope.js';
import { isSwitched } from './deciders.js';
import type { GoAnswers } from './go.js';
import { isComputed, originOf, readFromFiles } from './goenv.js';
import { executableIn } from './on-path.js';
import { shippedFor } from './origins.js';

/** One that sets a variable, or Go's default. */
export interface Rung {
  source: Source;
  place?: Place;
  /** As it is written there; absent for the default. */
  written?: string;
  /** Whether it wins, would win next, would win later, or never counts. */
  state: 'wins' | 'next' | 'later' | 'never';
  /** The value in force when all before it are taken away; null for what never counts. */
  value: Seen<string> | null;
}

type Lines = GoFacts['goenv']['lines'];

/** What the go command reads, as it is or with something taken away. */
interface Sources {
  env: NodeJS.ProcessEnv;
  goenv: GoFacts['goenv'];
  shipped: { path: string; lines: Lines };
}

const COMPUTED: Origin = { source: 'computed' };
const DEFAULT: Origin = { source: 'default' };

/** Everything that sets a variable, in the order in which the go command asks, with the value that each would give. */
export async function rungsOf(name: string, answers: GoAnswers): Promise<Rung[]> {
  const sources = { env: answers.env, goenv: answers.goenv, shipped: shippedFor(name, answers) };
  // A GOROOT that was set has no say where the go command hands over to another.
  const computed = isComputed(name) || (name === 'GOROOT' && isSwitched({ own: answers.own, values: valueIn(answers.goEnv) ?? {} }));
  const order = computed ? [{ origin: COMPUTED, left: sources }] : winners(name, sources);
  const values = await Promise.all(order.map(({ left }, at) => answerOf(name, left, answers, at)));
  const named = ({ source, place }: Origin) => `${source}:${place?.line ?? ''}`;
  const rank = new Map(order.map(({ origin }, at) => [named(origin), at]));
  return [...candidates(name, sources), computed ? COMPUTED : DEFAULT].map((origin) => {
    const at = rank.get(named(origin));
    const { source, place, written } = origin;
    return {
      source,
      ...(place ? { place } : {}),
      ...(written === undefined ? {} : { written }),
      state: at === undefined ? 'never' : at === 0 ? 'wins' : at === 1 ? 'next' : 'later',
      value: at === undefined ? null : (values[at] ?? null),
    };
  });
}

/** Who wins, who wins when that is taken away, and so on to the default. */
function winners(name: string, sources: Sources): { origin: Origin; left: Sources }[] {
  const found: { origin: Origin; left: Sources }[] = [];
  for (let left = sources; ; left = without(name, found.at(-1)?.origin as Origin, left)) {
    const origin = originOf(name, left.env, left.goenv, left.shipped);
    found.push({ origin, left });
    if (origin.source === 'default' || origin.source === 'computed') return found;
  }
}

function without(name: string, { source, place }: Origin, { env, goenv, shipped }: Sources): Sources {
  const others = (lines: Lines) => lines.filter((line) => line.name !== name || line.line !== place?.line);
  if (source === 'go-env-w') return { env, goenv: { ...goenv, lines: others(goenv.lines) }, shipped };
  if (source === 'goroot-go.env') return { env, goenv, shipped: { ...shipped, lines: others(shipped.lines) } };
  return { env: Object.fromEntries(Object.entries(env).filter(([each]) => each !== name)), goenv, shipped };
}

function candidates(name: string, { env, goenv, shipped }: Sources): Origin[] {
  const lines = (source: Source, file: string | null, all: Lines): Origin[] =>
    file === null || !readFromFiles(name)
      ? []
      : all.filter((line) => line.name === name).map(({ line, value }) => ({ source, place: { file, line }, written: value }));
  return [
    ...(env[name] === undefined ? [] : [{ source: 'environment' as const, written: env[name] }]),
    ...lines('go-env-w', goenv.path, goenv.lines).reverse(),
    ...lines('goroot-go.env', shipped.path, shipped.lines),
  ];
}

const GO_TIMEOUT = 20_000;

/** What `go env` says when only these sources are left. The toolchain in force answers, and no other is fetched for it. */
async function answerOf(name: string, left: Sources, answers: GoAnswers, at: number): Promise<Seen<string>> {
  const { goEnv, own, path, dir, scope } = answers;
  const known = valueIn(goEnv)?.[name];
  if (at === 0 && known !== undefined) return { value: known };
  if (path === null) return { error: 'go is not on PATH' };
  const goroot = valueIn(goEnv)?.GOROOT ?? valueIn(own)?.goroot;
  const asksItself = name === 'GOTOOLCHAIN' || name === 'GOROOT';
  const go = asksItself || !goroot ? path : (executableIn(join(goroot, 'bin'), 'go') ?? path);
  const env: NodeJS.ProcessEnv = {
    ...left.env,
    ...(name === 'GOTOOLCHAIN' ? {} : { GOTOOLCHAIN: 'local' }),
    // A GOROOT that keeps go env from answering says nothing of other variables.
    ...('error' in goEnv && name !== 'GOROOT' && goroot ? { GOROOT: goroot } : {}),
    ...(name === 'GOENV' ? {} : { GOENV: goenvOf(name, left, answers, scope) }),
  };
  // With this one name go.mod has no say (cmd/go/internal/toolchain, Select): not even a bad GOTOOLCHAIN keeps it from answering.
  const { code, stdout, stderr, error } = await run(go, ['env', name], { cwd: dir, env, scope, timeout: GO_TIMEOUT });
  return code === 0 ? { value: stdout.replace(/\n$/, '') } : { error: firstLine(stderr) || error || `exit code ${code}` };
}

/** A GOENV file with what is left of the lines; a line of go.env that was taken away is hidden by one of it. */
function goenvOf(name: string, { goenv, shipped }: Sources, answers: GoAnswers, scope: Scope): string {
  const lines = goenv.lines.map((line) => `${line.name}=${line.value}`);
  const all = shippedFor(name, answers).lines;
  if (all.length !== shipped.lines.length) lines.push(`${name}=${shipped.lines.find((line) => line.name === name)?.value ?? ''}`);
  const file = join(scope.folder('goenv'), 'env');
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  return file;
}
