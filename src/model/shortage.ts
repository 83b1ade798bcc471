/** What programs say when they cannot get processes, threads, files or memory: it proves nothing of what they wanted them for. */
export const OUT_OF_THREADS = /resource temporarily unavailable|pthread_create failed|failed to create new OS thread|\bEAGAIN\b/i;
export const OUT_OF_FILES = /too many open files|\bEMFILE\b|\bENFILE\b/i;
export const OUT_OF_MEMORY =
  /: signal: killed|cannot allocate memory|fatal error: runtime: out of memory|failed to reserve page summary memory|\bENOMEM\b/i;
export const OUT_OF_SPACE = /no space left on device|not enough space on the disk|disk quota exceeded|\bENOSPC\b|\bEDQUOT\b/i;

/** Whether a trial failed for want of something, and not by itself. */
export function isShortage(words: string): boolean {
  return [OUT_OF_THREADS, OUT_OF_FILES, OUT_OF_MEMORY, OUT_OF_SPACE].some((each) => each.test(words));
}
