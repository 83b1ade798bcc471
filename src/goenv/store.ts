import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { type DamagedRow, REASONS, type Reason, type SnapshotHead, type SnapshotRow } from '../model/goenv.js';
import { cannot, GoenvError } from './error.js';
import { type GoenvState, NONE } from './place.js';
import { removeDurably, writeDurably } from './whole.js';

const SCHEMA = 'delve-gate/goenv-snapshot/1';
const SUFFIX = '.goenv';

/** A snapshot: what it says of itself, and the file that it keeps. */
export interface Snapshot extends SnapshotRow {
  state: GoenvState;
}

/** What is told of a file beside its bytes. */
export interface Circumstances {
  reason: Reason;
  goenv: string;
  label?: string | undefined;
  go?: string | null;
  now?: Date;
}

/**
 * Snapshots in one folder, a file each: a line of JSON, then the bytes as they were, so that `tail -n +2` gives them back without us.
 * Names begin with the time, and sort by it.
 */
export class Store {
  constructor(readonly folder: string) {}

  /** Keeps a state. @throws GoenvError when that cannot be written; then there is none */
  save(state: GoenvState, { reason, goenv, label, go = null, now = new Date() }: Circumstances): Snapshot {
    const file = state.kind === 'none' ? null : { size: state.bytes.length, mode: octal(state.mode), sha256: sha256(state.bytes) };
    const head: SnapshotHead = { time: now.toISOString(), reason, label: label ?? null, goenv, go, file };
    const name = `${head.time.replace(/[-:Z]/g, '').replace(/[T.]/g, '-')}-${randomBytes(3).toString('hex')}`;
    const bytes = state.kind === 'none' ? Buffer.alloc(0) : state.bytes;
    const line = JSON.stringify({ schema: SCHEMA, seal: seal(head, bytes), ...head });
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      chmodSync(this.folder, 0o700);
      writeDurably(join(this.folder, name + SUFFIX), Buffer.concat([Buffer.from(`${line}\n`), bytes]), { mode: 0o600 });
    } catch (error) {
      throw cannot(
        'written',
        this.folder,
        error,
        'expected a folder for snapshots, and room; nothing was changed; set XDG_STATE_HOME to another',
      );
    }
    return { ...head, name, state };
  }

  /** All that are there, oldest first; those that are damaged too. */
  list(): (Snapshot | DamagedRow)[] {
    return this.#names().map((name) => this.#read(name));
  }

  remove(name: string): void {
    removeDurably(join(this.folder, name + SUFFIX));
  }

  #names(): string[] {
    try {
      const files = readdirSync(this.folder).filter((each) => each.endsWith(SUFFIX));
      return files.map((each) => each.slice(0, -SUFFIX.length)).sort();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw cannot('read', this.folder, error, 'expected a folder of your own; see to its permissions');
    }
  }

  #read(name: string): Snapshot | DamagedRow {
    try {
      return { name, ...decode(readFileSync(join(this.folder, name + SUFFIX))) };
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      return { name, goenv: null, damage: code ? `it cannot be read (${code})` : message };
    }
  }
}

/** The folder of snapshots: of the user's state, by the rules of each system. @throws GoenvError without a home */
export function storeOf(env: NodeJS.ProcessEnv): Store {
  const state = stateFolder(env);
  if (!state)
    throw new GoenvError(
      'there is no folder for snapshots: no home folder is set; expected HOME; set it, or XDG_STATE_HOME to an absolute folder',
    );
  return new Store(join(state, 'delve-gate', 'goenv'));
}

/** https://specifications.freedesktop.org/basedir-spec/latest/: a relative path is no path. */
function stateFolder(env: NodeJS.ProcessEnv): string | undefined {
  if (env.XDG_STATE_HOME && isAbsolute(env.XDG_STATE_HOME)) return env.XDG_STATE_HOME;
  if (process.platform === 'win32') return env.LOCALAPPDATA || env.LocalAppData || undefined;
  if (!env.HOME) return undefined;
  return process.platform === 'darwin' ? join(env.HOME, 'Library', 'Application Support') : join(env.HOME, '.local', 'state');
}

export function isDamaged(each: Snapshot | DamagedRow): each is DamagedRow {
  return 'damage' in each;
}

/** A mode as chmod takes it. */
export function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Over all that a snapshot says and keeps, so that neither can change without the other. */
function seal({ time, reason, label, goenv, go, file }: SnapshotHead, bytes: Buffer): string {
  return sha256(Buffer.concat([Buffer.from(JSON.stringify([time, reason, label, goenv, go, file && [file.size, file.mode]])), bytes]));
}

/** @throws Error whose message says what is wrong with it */
function decode(whole: Buffer): Omit<Snapshot, 'name'> | Omit<DamagedRow, 'name'> {
  const end = whole.indexOf(0x0a);
  const head = headIn(whole.toString('utf8', 0, Math.max(0, end)));
  const { seal: sealed, schema, ...rest } = head;
  if (schema !== SCHEMA) throw new Error(`its format is ${JSON.stringify(schema)}, not ${SCHEMA}`);
  const bytes = whole.subarray(end + 1);
  const goenv = typeof rest.goenv === 'string' ? rest.goenv : null;
  if (!REASONS.includes(rest.reason) || goenv === null || seal(rest, bytes) !== sealed || (rest.file && sha256(bytes) !== rest.file.sha256))
    return { goenv, damage: 'its checksum does not match what it holds' };
  return { ...rest, state: rest.file ? { kind: 'file', bytes, mode: Number.parseInt(rest.file.mode, 8) } : NONE };
}

function headIn(line: string): SnapshotHead & { schema: unknown; seal: unknown } {
  try {
    const { schema, seal: sealed, time, reason, label, goenv, go, file } = JSON.parse(line);
    return { schema, seal: sealed, time, reason, label, goenv, go, file };
  } catch {
    throw new Error('its first line is no JSON');
  }
}
