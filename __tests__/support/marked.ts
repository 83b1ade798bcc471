import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** A variable to put into a world's environment: every process that comes from it, however far, can be found by it. */
export function newMarker(): { name: string; value: string } {
  return { name: 'DELVE_GATE_TEST_MARKER', value: randomBytes(8).toString('hex') };
}

/** The living processes that carry a marker, as `pid command line`. A zombie has no environment any more, so it does not count. */
export function processesWith(marker: { name: string; value: string }): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(pid, 'environ').split('\0').includes(`${marker.name}=${marker.value}`))
    .map((pid) => `${pid} ${read(pid, 'cmdline').replaceAll('\0', ' ').slice(0, 200)}`);
}

/** The names of the programs that carry a marker. */
export function programsWith(marker: { name: string; value: string }): string[] {
  return processesWith(marker).map((line) => read(line.split(' ')[0] as string, 'comm').trim());
}

function read(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Waits for something that is to come.
 * @returns the first value that is not undefined or false
 * @throws when `limit` milliseconds have passed, with what was awaited
 */
export async function until<T>(what: () => string, look: () => T | undefined | false, limit = 20_000): Promise<T> {
  for (const started = performance.now(); ; ) {
    const seen = look();
    if (seen !== undefined && seen !== false) return seen;
    if (performance.now() - started > limit) throw new Error(`waited ${limit} ms for ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
