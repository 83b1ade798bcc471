import { chooseDelve, releaseOf } from '../../match/choose.js';
import { type Mismatch, mismatch } from '../../match/mismatch.js';
import { DELVE_COMMAND } from '../../match/releases.js';
import type { DlvFile } from '../../model/facts.js';
import { type Case, type Cause, goVersion, type Hit, hostPlatform, INSTALL_FOR_THIS_MACHINE, isSet, policyLocation } from '../cause.js';

/** The first dlv on PATH: what a person, a script or a later step gets. Undefined when ours is put before it. */
function inForce({ facts }: Case): DlvFile | undefined {
  return facts.dlv?.chosen?.exported ? undefined : facts.dlv?.found.find((file) => file.where === 'path');
}

function identity(dlv: DlvFile): { version: string; builtBy: string | undefined } {
  return { version: 'value' in dlv.version ? dlv.version.value : '', builtBy: 'value' in dlv.build ? dlv.build.value.go : undefined };
}

function mismatchOf(dlv: DlvFile, seen: Case): Mismatch | undefined {
  return mismatch(identity(dlv), goVersion(seen));
}

function describe(dlv: DlvFile): string {
  const { version, builtBy } = identity(dlv);
  return `${dlv.path} is Delve ${version || '(unknown version)'}${builtBy ? `, built by ${builtBy}` : ''}`;
}

/** The version to take for the Go in force, if there is one. */
function matching(seen: Case): string {
  const choice = chooseDelve({ go: goVersion(seen), platform: hostPlatform(seen), want: 'auto' });
  return 'version' in choice ? `v${choice.version}` : 'latest';
}

function reinstall(seen: Case): string[] {
  return [`go install ${DELVE_COMMAND}@${matching(seen)}`];
}

function dlvEvidence(seen: Case): { what: string; value: string }[] {
  return (seen.facts.dlv?.found ?? []).map((dlv) => ({
    what: dlv.path,
    value:
      'value' in dlv.version
        ? `Delve ${dlv.version.value}${'value' in dlv.build ? `, built by ${dlv.build.value.go}` : ''}`
        : dlv.version.error,
  }));
}

/** A mismatch of the dlv in force, unless a matching one stands behind it on PATH: then the order is the fault. */
function mismatchHits(kind: Mismatch, seen: Case): Hit[] {
  const pinned = pinHit(kind, seen);
  if (pinned) return [pinned];
  const dlv = inForce(seen);
  if (!dlv || shadowed(seen) || mismatchOf(dlv, seen) !== kind) return [];
  const release = releaseOf(identity(dlv).version);
  // No other is newer: then it is the Go that is, and that is told by itself.
  if (kind === 'dlv-too-old-for-go' && matching(seen) === `v${release?.version}`) return [];
  return [
    {
      found: `${describe(dlv)}; the Go in force is ${goVersion(seen)}`,
      expected:
        kind === 'dlv-built-with-older-go'
          ? 'a dlv built by Go 1.25 or newer: only that reads the DWARF version 5 that this Go writes; an older one stops at breakpoints and shows no variables'
          : `a Delve whose window holds ${goVersion(seen)}; that of ${release?.version} is Go ${release?.minGo} to ${release?.maxGo}`,
      fix: reinstall(seen),
      evidence: dlvEvidence(seen),
    },
  ];
}

/** The policy's own wish, refused before anything is installed. */
function pinHit(kind: string, seen: Case): Hit | undefined {
  const error = seen.facts.dlv?.chosen?.error;
  if (error?.kind !== kind || !error.message) return undefined;
  return {
    found: `delve.version asks for ${seen.policy.delve.version}: ${error.message}`,
    expected: error.output ? `Delve ${error.output} for ${goVersion(seen)}` : `a Delve that supports ${goVersion(seen)}`,
    fix: [error.output ? `set delve.version to ${error.output}, or to auto` : 'set delve.version to auto'],
    evidence: [{ what: 'delve.version', value: seen.policy.delve.version }],
    location: policyLocation(seen, ['delve', 'version']),
    link: 'install',
  };
}

/**
 * Whether a file called dlv that does not say "Delve Debugger" is another program, rather than a Delve that does not start.
 * The system hands what it cannot start itself to a shell, so that something ran proves nothing.
 */
function isAnotherProgram(dlv: DlvFile, seen: Case): boolean {
  if (!('error' in dlv.version)) return false;
  if ('value' in dlv.build) return dlv.build.value.path !== DELVE_COMMAND && dlv.binary?.arch === seen.facts.host.arch;
  return dlv.binary?.format === 'script' || (dlv.binary?.arch === seen.facts.host.arch && /not Delve/.test(dlv.version.error));
}

/** Whether a dlv is a program for another machine, which is a cause of its own. */
function isForeign(dlv: DlvFile, seen: Case): boolean {
  return Boolean(dlv.binary?.arch) && dlv.binary?.arch !== seen.facts.host.arch;
}

function shadowed(seen: Case): DlvFile | undefined {
  const first = inForce(seen);
  if (!first || 'error' in first.version || mismatchOf(first, seen) === undefined) return undefined;
  return seen.facts.dlv?.found.find((dlv) => dlv !== first && 'value' in dlv.version && mismatchOf(dlv, seen) === undefined);
}

/** An install that failed, told by what stopped it. */
function installFailure(kind: string, expected: string, fix: (seen: Case) => string[]): Cause['detect'] {
  return (seen) => {
    const chosen = seen.facts.dlv?.chosen;
    if (chosen?.error?.kind !== kind) return [];
    return [
      {
        found: `go install of Delve ${chosen.version} failed: ${chosen.error.message}`,
        expected,
        fix: fix(seen),
        evidence: [{ what: 'go install', value: chosen.error.output || chosen.error.message }],
      },
    ];
  };
}

/** Causes of the links `install` and `dlv`. */
export const dlvCauses: Cause[] = [
  {
    id: 'gobin-cross-compile',
    link: 'install',
    level: 'error',
    title: 'go install refuses to put programs for another platform into GOBIN',
    breaks: false,
    detect: (seen) => {
      const value = (name: string) => seen.facts.go?.origins[name]?.written ?? '';
      const [os, arch] = hostPlatform(seen).split('/');
      const cross = (value('GOOS') !== '' && value('GOOS') !== os) || (value('GOARCH') !== '' && value('GOARCH') !== arch);
      if (!isSet(seen, 'GOBIN') || !value('GOBIN') || !cross) return [];
      return [
        {
          found: `GOBIN is ${value('GOBIN')} while Go builds for ${value('GOOS') || os}/${value('GOARCH') || arch}`,
          expected: 'tools built for this machine',
          fix: [INSTALL_FOR_THIS_MACHINE],
          evidence: ['GOBIN', 'GOOS', 'GOARCH'].map((name) => ({ what: name, value: value(name) || '(unset)' })),
        },
      ];
    },
  },
  {
    id: 'install-needs-newer-go',
    link: 'install',
    level: 'error',
    title: 'That Delve needs a newer Go to be built',
    breaks: true,
    detect: (seen) => {
      const pin = pinHit('install-needs-newer-go', seen);
      if (pin) return [pin];
      return installFailure('install-needs-newer-go', 'a Delve that this Go can build', (each) => [
        `set delve.version to auto: ${matching(each)} fits`,
      ])(seen);
    },
  },
  {
    id: 'unsupported-platform',
    link: 'install',
    level: 'error',
    title: 'Delve does not support this platform',
    breaks: true,
    detect: (seen) => {
      const error = seen.facts.dlv?.chosen?.error;
      if (error?.kind !== 'unsupported-platform') return [];
      return [
        {
          found: error.message,
          expected: 'a platform that Delve supports',
          fix: ['debug on another platform'],
          evidence: [{ what: 'platform', value: hostPlatform(seen) }],
        },
      ];
    },
  },
  {
    id: 'delve-version-unknown',
    link: 'install',
    level: 'error',
    least: 'warning',
    title: 'The Delve that the policy asks for is not known',
    breaks: true,
    detect: (seen) => {
      const hit = pinHit('no-such-version', seen);
      if (hit) return [hit];
      const note = seen.facts.dlv?.chosen?.notes.find((each) => /newer than any Delve known here/.test(each));
      if (!note) return [];
      return [
        {
          found: note,
          expected: 'a release of delve-gate that knows it, to judge whether it matches the Go in force',
          fix: ['update delve-gate, or set delve.version to auto'],
          evidence: [{ what: 'delve.version', value: seen.policy.delve.version }],
          location: policyLocation(seen, ['delve', 'version']),
          level: 'warning',
        },
      ];
    },
  },
  {
    id: 'dlv-install-failed',
    link: 'install',
    level: 'error',
    title: 'go install of Delve failed',
    breaks: true,
    detect: installFailure('dlv-install-failed', 'go install to succeed', () => ['read what the go command said, below']),
  },
  {
    id: 'go-newer-than-delve',
    link: 'install',
    level: 'warning',
    title: 'This Go is newer than any Delve that is known here',
    breaks: false,
    detect: (seen) => {
      const choice = chooseDelve({ go: goVersion(seen) || 'unknown', platform: hostPlatform(seen), want: 'auto' });
      if (!goVersion(seen) || !seen.facts.dlv?.chosen || !('version' in choice) || !choice.warning) return [];
      return [
        {
          found: choice.warning,
          expected: 'a Delve release whose window holds this Go',
          fix: ['wait for the next Delve release, or stay on the Go before'],
          evidence: [{ what: 'go env GOVERSION', value: goVersion(seen) }],
        },
      ];
    },
  },
  {
    id: 'dlv-is-not-delve',
    link: 'dlv',
    level: 'error',
    title: 'The file called dlv is not Delve',
    breaks: true,
    detect: (seen) => {
      const dlv = inForce(seen);
      if (!dlv || !('error' in dlv.version) || !isAnotherProgram(dlv, seen)) return [];
      return [
        {
          found: `${dlv.path} is another program: ${dlv.version.error}`,
          expected: '"dlv version" to print "Delve Debugger"',
          fix: [`mv ${dlv.path} ${dlv.path}.other`, ...reinstall(seen)],
          evidence: dlvEvidence(seen),
        },
      ];
    },
  },
  {
    id: 'libc-mismatch',
    link: 'dlv',
    level: 'error',
    title: 'dlv needs a dynamic loader that this system does not have',
    breaks: true,
    detect: (seen) => {
      const dlv = inForce(seen);
      if (
        !dlv?.binary?.dynamic ||
        !('error' in dlv.version) ||
        !/ENOENT/.test(dlv.version.error) ||
        isAnotherProgram(dlv, seen) ||
        dlv.binary.arch !== seen.facts.host.arch
      )
        return [];
      return [
        {
          found: `${dlv.path} is linked dynamically, and its loader is not there (this system: ${seen.facts.host.libc})`,
          expected: 'a static dlv',
          fix: [`CGO_ENABLED=0 ${reinstall(seen)[0]}`],
          evidence: dlvEvidence(seen),
        },
      ];
    },
  },
  {
    id: 'dlv-does-not-start',
    link: 'dlv',
    level: 'error',
    title: 'dlv does not start',
    breaks: true,
    detect: (seen) => {
      const inGuest = seen.target?.sessions.find(
        ({ failure }) => failure?.phase === 'start' && /^fork\/exec \/dlv: /.test(failure.message),
      );
      if (inGuest) {
        return [
          {
            found: `the dlv for ${seen.target?.target} does not start there: ${inGuest.failure?.message}`,
            expected: `a dlv for ${seen.target?.target}`,
            fix: [`rm -r ${seen.facts.dlv?.chosen?.path ?? 'it'}, and run the check again`],
            evidence: [{ what: `dlv ${inGuest.mode}`, value: inGuest.failure?.message ?? '' }],
          },
        ];
      }
      const dlv = inForce(seen);
      if (!dlv || !('error' in dlv.version) || isAnotherProgram(dlv, seen) || isForeign(dlv, seen)) return [];
      if (dlv.binary?.dynamic && /ENOENT/.test(dlv.version.error)) return [];
      return [
        {
          found: `${dlv.path} does not start: ${dlv.version.error.replace('not Delve: ', '')}`,
          expected: '"dlv version" to print its version',
          fix: [`rm ${dlv.path}`, ...reinstall(seen)],
          evidence: [
            ...dlvEvidence(seen),
            { what: 'header', value: dlv.binary ? `${dlv.binary.format} ${dlv.binary.arch ?? ''}` : 'unreadable' },
          ],
        },
      ];
    },
  },
  {
    id: 'dlv-shadowed-by-another-copy',
    link: 'dlv',
    level: 'error',
    title: 'Another dlv, one that does not match, stands before the right one',
    breaks: true,
    detect: (seen) => {
      const [first, right] = [inForce(seen), shadowed(seen)];
      if (!first || !right) return [];
      return [
        {
          found: `${describe(first)}, and is found before ${right.path}, which matches ${goVersion(seen)}`,
          expected: `${right.path} (Delve ${identity(right).version}) first`,
          fix: [`rm ${first.path}`, `or put ${right.path.replace(/[\\/][^\\/]+$/, '')} first on PATH`],
          evidence: dlvEvidence(seen),
        },
      ];
    },
  },
  {
    id: 'dlv-too-old-for-go',
    link: 'dlv',
    level: 'error',
    title: 'This Delve is too old for this Go',
    breaks: true,
    detect: (seen) => mismatchHits('dlv-too-old-for-go', seen),
  },
  {
    id: 'go-too-old-for-dlv',
    link: 'dlv',
    level: 'error',
    title: 'This Go is too old for this Delve',
    breaks: true,
    detect: (seen) => mismatchHits('go-too-old-for-dlv', seen),
  },
  {
    id: 'dlv-built-with-older-go',
    link: 'dlv',
    level: 'error',
    title: 'dlv was built by a Go that is too old to read what this Go writes',
    breaks: true,
    detect: (seen) => mismatchHits('dlv-built-with-older-go', seen),
  },
  {
    id: 'dlv-not-on-path',
    link: 'dlv',
    level: 'error',
    title: 'dlv is installed, but its folder is not on PATH',
    breaks: false,
    detect: (seen) => {
      const { dlv } = seen.facts;
      if (!dlv || dlv.chosen?.exported || dlv.found.some((file) => file.where === 'path')) return [];
      const [elsewhere] = dlv.found;
      if (!elsewhere) return [];
      const folder = elsewhere.path.replace(/[\\/][^\\/]+$/, '');
      return [
        {
          found: `${elsewhere.path} is there, and ${folder} is not on PATH`,
          expected: 'the folder of dlv on PATH',
          fix: [
            seen.facts.host.os === 'windows' ? `$env:Path = "$env:Path;${folder}"` : `export PATH="$PATH:${folder}"`,
            `in a workflow: echo "${folder}" >> "$GITHUB_PATH"`,
          ],
          evidence: dlvEvidence(seen),
        },
      ];
    },
  },
  {
    id: 'dlv-not-installed',
    link: 'dlv',
    level: 'error',
    title: 'There is no dlv to debug with',
    breaks: true,
    detect: (seen) => {
      const chosen = seen.facts.dlv?.chosen;
      if (!chosen?.error || chosen.path || chosen.error.kind === 'aborted') return [];
      return [
        {
          found:
            chosen.error.kind === 'dlv-not-installed'
              ? chosen.error.message
              : 'no matching dlv on PATH or in the tool cache, and none could be installed',
          expected: `Delve ${chosen.version || matching(seen)} for ${goVersion(seen)}`,
          fix: reinstall(seen),
          evidence: dlvEvidence(seen),
        },
      ];
    },
  },
];
