import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { writeWhole } from '../commands/output.js';
import type { Origin } from '../model/report.js';
import { UNFINISHED_SCHEMA } from '../model/seen.js';
import { plain, shorten } from '../report/sanitize.js';
import { VERSION } from '../version.js';
/** The file that a leg leaves, whatever happens: first that it began, at the end its report. */
export class LegFile {
  readonly path: string;

  constructor(
    file: string,
    private readonly origin: Origin,
  ) {
    this.path = resolve(origin.workspace, file);
  }

  /** Says why there is no report, until there is one. */
  unfinished(reason: string): void {
    this.write({ schema: UNFINISHED_SCHEMA, origin: this.origin, version: VERSION, reason: shorten(plain(reason, true), 4000) });
  }

  write(report: object): void {
    mkdirSync(dirname(this.path), { recursive: true });
    writeWhole(this.path, `${JSON.stringify(report, null, 2)}\n`);
  }
}
