import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keep } from '../system/keep.js';
import { guestFolder } from './parts.js';

/** Milliseconds that a first boot may take where nothing was measured yet: four times the slowest that was seen anywhere. */
const FIRST = 90_000;
const LEAST = 15_000;
/** How many times as long as the slowest of the last boots one may take. */
const FACTOR = 6;
const KEPT = 5;

/** How long boots took on this machine: from them comes how long one is waited for, so that slow is no fault and a hang is told soon. */
export class BootTimes {
  readonly #file: string;

  /** @param key what is booted: machine, qemu, kernel */
  constructor(root: string, key: string) {
    this.#file = join(guestFolder(root), `boots-${key.replace(/[^\w.-]+/g, '_')}.json`);
  }

  /** Milliseconds after which a guest that has not said hello hangs. */
  limit(): number {
    const times = this.#read();
    return times.length === 0 ? FIRST : Math.min(FIRST, Math.max(LEAST, FACTOR * Math.max(...times)));
  }

  note(ms: number): void {
    keep(this.#file, JSON.stringify([...this.#read(), Math.round(ms)].slice(-KEPT)));
  }

  #read(): number[] {
    try {
      const times: unknown = JSON.parse(readFileSync(this.#file, 'utf8'));
      return Array.isArray(times) ? times.filter((time): time is number => typeof time === 'number' && time > 0) : [];
    } catch {
      return [];
    }
  }
}
