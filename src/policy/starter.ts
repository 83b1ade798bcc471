/** What a first policy is written from. */
export interface Starter {
  /** The `go` line of go.mod; undefined where there is none. */
  module: string | undefined;
  /** The Go in force; empty when it is not known. */
  running: string;
  /** GOOS/GOARCH of this machine, and of the runners that workflows name. */
  host: string;
  runners: readonly string[];
  /** Main packages of the project: `./cmd/app`. */
  programs: readonly string[];
  /** Variables that somebody set here: by `go env -w`, or in the environment. */
  persisted: readonly string[];
  exported: readonly string[];
  /** Whether GOPATH is one absolute path without spaces; GOBIN may be unset. */
  plainGopath: boolean;
  /** Flags that strip or hide debug information, of those in GOFLAGS. */
  hiding: readonly string[];
}

/** Flags of a build that leave a debugger with less. */
export const HIDING = ['-trimpath', '-ldflags'] as const;

/**
 * A policy that holds here and now, with what it is for beside each part. What does not hold here stands as a comment that says so.
 * Values are put in quotes as JSON: that is YAML too, whatever is in them.
 */
export function starterPolicy(seen: Starter): string {
  const targets = [...new Set([seen.host, ...seen.runners])];
  const lines = [
    '# What must hold where this project is debugged. Every key: docs/policy.md of delve-gate; editors complete it by its schema.',
    'version: 1',
    '',
    ...goBlock(seen),
    '# The matching dlv is installed where there is none.',
    'delve:',
    '  version: auto',
    '',
    'env:',
    '  # Nothing that a person or an earlier job left behind by go env -w.',
    ...unless(seen.persisted.length > 0, `here go env -w left ${seen.persisted.join(', ')}: see delve-gate env show`, [
      '  "*": { not-from: go-env-w }',
    ]),
    '  # Flags that take debug information out of every build.',
    ...unless(seen.hiding.length > 0, `here GOFLAGS has ${seen.hiding.join(', ')}`, [
      `  GOFLAGS: { not-contains: [${HIDING.join(', ')}] }`,
    ]),
    '  # Installs and the module cache go to the first entry; a relative one is another folder in each folder.',
    ...unless(!seen.plainGopath, 'here it does not hold', ['  GOPATH: { absolute: true, single: true, no-spaces: true }']),
    '  # Settings that vanish with a temporary folder, or are shared with others.',
    '  GOENV: { not-under: ["${TMPDIR}", /tmp, /var/tmp] }',
    ...(seen.exported.length > 0
      ? [`  # Set in the environment here: ${seen.exported.join(', ')}. delve-gate env why NAME says by whom.`]
      : []),
    '',
    '# A session of each kind is held, up to a breakpoint that is really hit.',
    'smoke:',
    '  modes: [exec, attach]',
    '  optional: [attach] # where the machine forbids it',
    ...programLines(seen.programs),
    '',
    targets.length > 1 ? '# This machine, and those of the runners that the workflows name.' : '# This machine.',
    `targets: [${targets.join(', ')}]`,
  ];
  return `${lines.join('\n')}\n`;
}

function goBlock({ module, running }: Starter): string[] {
  const from = /^1\.\d+(\.\d+)?/.exec(module ?? '')?.[0];
  if (from === undefined) return [];
  return [
    `# go.mod says go ${from}${running === '' ? '' : `; here runs ${running}`}.`,
    'go:',
    `  version: ${JSON.stringify(`>=${from}`)}`,
    '',
  ];
}

function unless(broken: boolean, why: string, lines: readonly string[]): string[] {
  return broken ? [`  # (${oneLine(why)})`, ...lines.map((line) => `  # ${line.trim()}`)] : [...lines];
}

function programLines(programs: readonly string[]): string[] {
  const [first, ...more] = programs;
  if (first === undefined) return [];
  const others = more.length > 0 ? ` # there are more: ${oneLine(more.slice(0, 5).join(', '))}` : '';
  return [`  package: ${JSON.stringify(first)}${others}`];
}

/** In a comment nothing ends the line but us. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ').slice(0, 200);
}
