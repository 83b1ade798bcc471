import type { GoFacts, Origin, ProjectFacts } from '../model/facts.js';
import { GO_VARIABLES } from '../model/go-variables.js';
import { type Seen, valueIn } from '../model/seen.js';
import { type Decided, decidersOf, isSwitched } from './deciders.js';
import { gorootOfGoEnv, lineInGoenv, originOf, readGorootEnv } from './goenv.js';

/** Variables of Go's that a run may carry; those of `go env` are added. The rest of the environment never gets into facts. */
const ALWAYS = [
  'GOROOT',
  'GOPATH',
  'GOBIN',
  'GOENV',
  'GOFLAGS',
  'GOTOOLCHAIN',
  'GOPROXY',
  'GOSUMDB',
  'GOOS',
  'GOARCH',
  'GOCACHE',
  'GOMODCACHE',
  'GO111MODULE',
  'GOTMPDIR',
  'CGO_ENABLED',
  'GOWORK',
  'GOPRIVATE',
  'GONOSUMDB',
  'GONOSUMCHECK',
  'GONOPROXY',
  'GOEXPERIMENT',
];

/** What origins are told by: what the go command answered, and the environment that it was asked in. */
export interface Asked {
  env: NodeJS.ProcessEnv;
  goenv: GoFacts['goenv'];
  /** `go env -json` as it is. */
  goEnv: Seen<Record<string, string>>;
  own: GoFacts['own'];
  /** The go that runs. */
  path: string | null;
}

/**
 * The go.env that the go command reads for a variable. One that hands over to another reads its own for GOTOOLCHAIN first, and that is what
 * decides.
 */
export function shippedFor(name: string, asked: Asked): ReturnType<typeof readGorootEnv> {
  const { goenv, goEnv, own } = asked;
  const values = valueIn(goEnv) ?? {};
  const installed = valueIn(own)?.goroot;
  const first = name === 'GOTOOLCHAIN' && isSwitched({ own, values }) ? installed : values.GOROOT;
  return readGorootEnv(gorootOfGoEnv(goenv, first || gorootThatWasSet(asked) || installed));
}

/** GOROOT as it was set from outside; empty when it was not. */
export function gorootThatWasSet({ env, goenv }: Pick<Asked, 'env' | 'goenv'>): string {
  return env.GOROOT || lineInGoenv(goenv, 'GOROOT')?.value || '';
}

/**
 * Where the value of each of Go's variables comes from, and what decides those that nobody set; also when `go env` failed. As they are,
 * credentials included.
 */
export function originsOf(asked: Asked, project: Pick<ProjectFacts, 'goMod' | 'goWork'>): Record<string, Origin> {
  const { env, goenv, goEnv, own, path } = asked;
  const values = valueIn(goEnv) ?? {};
  // Go's own names only; when `go env` fails, those of the file that are Go's by their form.
  const names = new Set([
    ...ALWAYS,
    ...Object.keys(values),
    ...GO_VARIABLES.filter((name) => env[name]),
    ...goenv.lines.map((line) => line.name).filter((name) => /^(GO|CGO_)[A-Z0-9_]+$/.test(name)),
  ]);
  const [shipped, forToolchain] = [shippedFor('', asked), shippedFor('GOTOOLCHAIN', asked)];
  const origin = (name: string) => originOf(name, env, goenv, name === 'GOTOOLCHAIN' ? forToolchain : shipped);
  const origins = Object.fromEntries([...names].sort().map((name) => [name, origin(name)]));
  const decided: Decided = { env, values, origins, own, go: path, project };
  if (origins.GOROOT && isSwitched(decided)) origins.GOROOT = { source: 'computed' };
  for (const [name, each] of Object.entries(origins)) {
    const by = decidersOf(name, decided);
    if (by) each.by = by;
  }
  return origins;
}
