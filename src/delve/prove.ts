import { DELVE_COMMAND, DELVE_MODULE } from '../match/releases.js';
import type { DlvFile } from '../model/facts.js';

/** What a dlv must be to be trusted. Absent fields are not asked for. */
export interface Expected {
  version?: string;
  /** The module's checksum. */
  sum?: string | null;
  /** The Go that built it. */
  go?: string;
  arch?: string;
}

/**
 * Proves a dlv by what was seen of it: it starts, says its version, and carries Delve's module at that version with its checksum.
 * @returns what speaks against it; undefined when nothing does
 */
export function disprove(dlv: DlvFile, expected: Expected): string | undefined {
  if ('error' in dlv.version) return `it does not start as Delve (${dlv.version.error})`;
  if ('error' in dlv.build) return `it carries no Go build information (${dlv.build.error})`;
  const { value: version } = dlv.version;
  const { value: build } = dlv.build;
  if (build.path !== DELVE_COMMAND) return `it was built from ${build.path || 'an unknown package'}, not from ${DELVE_COMMAND}`;
  if (build.module !== DELVE_MODULE) return `it is of the module ${build.module || 'without a name'}, not of ${DELVE_MODULE}`;
  if (expected.version !== undefined && version !== expected.version) return `it says it is ${version}, not ${expected.version}`;
  if (expected.version !== undefined && build.version !== `v${expected.version}`)
    return `its module is at ${build.version}, not at v${expected.version}`;
  if (expected.sum && build.sum !== expected.sum) return `its module's checksum is ${build.sum || 'missing'}, not ${expected.sum}`;
  if (expected.go !== undefined && build.go !== expected.go) return `it was built by ${build.go}, not by ${expected.go}`;
  if (expected.arch !== undefined && dlv.binary?.arch !== expected.arch)
    return `it is a program for ${dlv.binary?.arch ?? 'an unknown machine'}, not for ${expected.arch}`;
  return undefined;
}
