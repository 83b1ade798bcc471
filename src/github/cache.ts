import { info } from '@actions/core';
import type { RemoteCache } from '../delve/provide.js';

/** The runner's cache service, where there is one; undefined elsewhere. Its failures are told, and never stop a run. */
export async function remoteCache(env: NodeJS.ProcessEnv): Promise<RemoteCache | undefined> {
  // Loading the client takes a quarter of a second, so the variables that it needs are asked first.
  if (!env.ACTIONS_CACHE_URL && !env.ACTIONS_RESULTS_URL) return undefined;
  const cache = await import('@actions/cache');
  if (!cache.isFeatureAvailable()) return undefined;
  return {
    async restore(folders, key) {
      try {
        return (await cache.restoreCache(folders, key)) !== undefined;
      } catch (error) {
        info(`delve-gate: the cache could not be read: ${(error as Error).message}`);
        return false;
      }
    },
    async save(folders, key) {
      try {
        await cache.saveCache(folders, key);
      } catch (error) {
        info(`delve-gate: the cache could not be written: ${(error as Error).message}`);
      }
    },
  };
}
