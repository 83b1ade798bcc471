/** Commands by system; `any` stands for all. Names in capitals are the reader's to fill in; a line that starts with `# ` is advice. */
export interface Fixes {
  any?: readonly string[];
  linux?: readonly string[];
  darwin?: readonly string[];
  windows?: readonly string[];
}

/** What is told of a cause on its page, by `explain`, and of a log that names it. */
export interface About {
  /** What it means, and why a debugger fails by it: two to five sentences. */
  meaning: string;
  /** How it is found by looking at a machine: what is read or tried. For a cause that only text tells, what a person would look at. */
  look: string;
  fix: Fixes;
  /** What it is commonly taken for, and what decides between the two. */
  confused: readonly { with: string; decides: string }[];
  /** Where it cannot be made here: where it was read instead, with names and versions. */
  from?: string;
}

/** Prose, in lines that fit a screen. */
export function p(...lines: readonly string[]): string {
  return lines.join(' ');
}

/** Lines that are the same in the shells of Linux and macOS. */
export function unix(...lines: readonly string[]): Pick<Fixes, 'linux' | 'darwin'> {
  return { linux: lines, darwin: lines };
}
