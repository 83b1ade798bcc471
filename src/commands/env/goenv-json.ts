import type { Snapshot } from '../../goenv/store.js';
import type { SnapshotRow } from '../../model/goenv.js';

/** What a snapshot says of itself, without the file that it keeps: that can hold credentials. */
export function headOf({ state: _, ...head }: Snapshot): SnapshotRow {
  return head;
}

/** The result of a command as JSON, with the format that it has. */
export function toJson(format: string, value: object): string {
  return `${JSON.stringify({ schema: `delve-gate/${format}/1`, ...value }, null, 2)}\n`;
}
