import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Keeps a file for later runs. Written to the side and renamed, so what is there is whole; a cache that cannot be written is none. */
export function keep(file: string, bytes: Buffer | string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const side = `${file}.${process.pid}.new`;
    writeFileSync(side, bytes);
    renameSync(side, file);
  } catch {
    // It will be made again.
  }
}
