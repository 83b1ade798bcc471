/** Why a snapshot was taken: somebody asked for it, or it keeps what a command or a job was about to replace. */
export const REASONS = ['asked', 'unset-all', 'restore', 'guard'] as const;
export type Reason = (typeof REASONS)[number];

/** What a snapshot says of itself. */
export interface SnapshotHead {
  /** When it was taken: ISO 8601 in UTC, with milliseconds. */
  time: string;
  reason: Reason;
  label: string | null;
  /** The GOENV file, absolute, as the environment named it: symbolic links are not followed. */
  goenv: string;
  /** The version of the go command, where it could tell. */
  go: string | null;
  /** Null where there was no file. */
  file: { size: number /** As chmod takes it: `0644`. */; mode: string; sha256: string } | null;
}

/** A snapshot as a list shows it. */
export interface SnapshotRow extends SnapshotHead {
  name: string;
}

/** One that cannot be trusted: it is shown, and never put back. */
export interface DamagedRow {
  name: string;
  /** Of which GOENV file it is, where that can be read. */
  goenv: string | null;
  damage: string;
}

/** The value of a variable in a GOENV file, as it may be shown. Null: the file does not set it. */
export interface GoenvChange {
  name: string;
  was: string | null;
  is: string | null;
  /** The line that sets it now, or did. */
  line: number;
  /** Both are shown alike: they differ in credentials, or the value is left out. */
  hidden: boolean;
}

/** How a GOENV file differs from another. */
export interface GoenvDiff {
  /** Byte for byte, and in its mode. */
  same: boolean;
  changes: GoenvChange[];
  /** Whether it differs in what the go command does not read: comments, order, lines that later ones override. */
  unread: boolean;
  /** As chmod takes it; null without a file. */
  mode: { was: string | null; is: string | null };
}
