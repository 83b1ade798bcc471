import { releaseOf, windowOf } from './choose.js';
import { compareMinor, parseGoVersion } from './go-version.js';

/** What a dlv says of itself. */
export interface DlvIdentity {
  /** `1.27.2` */
  version: string;
  /** The Go that built it, if known: `go1.26.8`. */
  builtBy: string | undefined;
}

export type Mismatch = 'dlv-too-old-for-go' | 'go-too-old-for-dlv' | 'dlv-built-with-older-go';

/** Go writes DWARF version 5 since 1.25; a dlv built by an older Go cannot read it, whatever its release (Delve pkg/goversion/compat.go). */
const DWARF5 = parseGoVersion('1.25');

/**
 * Why this dlv does not match that Go: by the window of its release, and by the Go that built it.
 * dlv itself says so only when it starts a program, never on attach (Delve service/debugger/debugger.go, v1.27.2).
 */
export function mismatch(dlv: DlvIdentity, goVersion: string): Mismatch | undefined {
  const go = parseGoVersion(goVersion);
  const release = releaseOf(dlv.version);
  if (!go) return undefined;
  const window = release ? windowOf(release, go) : 'in';
  if (window === 'go-too-new') return 'dlv-too-old-for-go';
  if (window === 'go-too-old') return 'go-too-old-for-dlv';
  const builder = parseGoVersion(dlv.builtBy ?? '');
  if (builder && DWARF5 && compareMinor(builder, DWARF5) < 0 && compareMinor(go, DWARF5) >= 0) return 'dlv-built-with-older-go';
  return undefined;
}
