import { readFileSync } from 'node:fs';

/** Megabytes that a program could still get: of the machine, and of the container. Undefined where that cannot be told (not Linux). */
export function freeMemory(read: (path: string) => string | undefined = text): number | undefined {
  const free = /^MemAvailable:\s*(\d+) kB/m.exec(read('/proc/meminfo') ?? '')?.[1];
  if (free === undefined) return undefined;
  return Math.floor(Math.min(Number(free) * 1024, inContainer(read)) / 2 ** 20);
}

/** https://docs.kernel.org/admin-guide/cgroup-v2.html#memory-interface-files; files of the page cache are given back when asked for. */
function inContainer(read: (path: string) => string | undefined): number {
  const limit = Number(read('/sys/fs/cgroup/memory.max') ?? Number.NaN);
  const used = Number(read('/sys/fs/cgroup/memory.current') ?? Number.NaN);
  if (!Number.isFinite(limit) || !Number.isFinite(used)) return Number.POSITIVE_INFINITY;
  const cached = Number(/^inactive_file (\d+)/m.exec(read('/sys/fs/cgroup/memory.stat') ?? '')?.[1] ?? 0);
  return Math.max(0, limit - used + cached);
}

function text(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}
