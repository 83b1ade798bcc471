import type { GoLook } from '../facts/go.js';
import type { BuildFacts, CgoFacts, ProjectFacts } from '../model/facts.js';
import { valueIn } from '../model/seen.js';
import { isOn, mayBeC, neededByFlags, tryCgo } from '../smoke/cgo.js';
import type { Scope } from '../system/scope.js';

interface Where {
  /** The folder with our Go sources. */
  sources: string;
  env: NodeJS.ProcessEnv;
  scope: Scope;
}

/**
 * Tries whether a program with C builds here, beside the other builds, and only where something needs it.
 * @param listed what listing the project's packages told
 */
export async function tryC(where: Where, go: GoLook, listed: Promise<ProjectFacts['listing']> | null): Promise<CgoFacts | undefined> {
  if (!isOn(go.env)) return undefined;
  const flags = neededByFlags(go.env);
  const packages = flags ? undefined : valueIn((await listed) ?? undefined)?.cgo;
  const needed = flags ?? (packages ? `${packages} of the project's packages ${packages === 1 ? 'has' : 'have'} C in them` : undefined);
  return needed === undefined ? undefined : tried(needed, where, go);
}

/** The same after a build that failed by what may be C, as that of a module that the project uses. */
export async function tryCOfBuilds(where: Where, go: GoLook, builds: readonly BuildFacts[]): Promise<CgoFacts | undefined> {
  const failed = builds.find((build) => !build.ok && mayBeC(go.env, build.output));
  return failed && tried(`go build of ${failed.subject} speaks of C`, where, go);
}

function tried(needed: string, { sources, env, scope }: Where, { facts, env: values }: GoLook): Promise<CgoFacts> {
  return tryCgo(needed, { sources, env, values, origins: facts.origins, go: facts.path ?? 'go', folder: scope.folder('cgo'), scope });
}
