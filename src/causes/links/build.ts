import type { BuildFacts } from '../../model/facts.js';
import type { Location } from '../../model/report.js';
import {
  blamed,
  type Case,
  type Cause,
  describeOrigin,
  goValue,
  inProject,
  locationOf,
  originOf,
  policyLocation,
  unset,
} from '../cause.js';
import { STRIPS, withFlags, withoutStripping } from '../mend.js';
import { evidence, failed, words } from '../sessions.js';
import { goFlags } from './env.js';

function compileError(output: string, seen: Case): Location | undefined {
  const match = /^(?:vet: )?(\S*(?:\.go|go\.mod|go\.work)):(\d+)(?::(\d+))?: /m.exec(output);
  if (!match) return undefined;
  return { file: inProject(seen, match[1] as string), line: Number(match[2]), ...(match[3] ? { column: Number(match[3]) } : {}) };
}

/** What `go build` says that is about the environment, not about the code. */
function isNotMain(build: BuildFacts): boolean {
  return build.ok && build.binary?.format === 'unknown';
}

export const NO_C_COMPILER = /C compiler .* not found|cgo: exec .*: executable file not found/;

/** Builds that found no C compiler; the one-line program of ours where no other was built. */
function withoutCompiler({ facts: { builds, cgo } }: Case): Pick<BuildFacts, 'subject' | 'package' | 'output'>[] {
  const found = builds.filter((build) => NO_C_COMPILER.test(build.output));
  if (found.length > 0 || !cgo || !NO_C_COMPILER.test(cgo.output)) return found;
  return [{ subject: 'a one-line program with C', package: '', output: cgo.output }];
}

function unoptimised(gcflags: string): boolean {
  return /-N\b/.test(gcflags) && /-l\b/.test(gcflags);
}

function firstError(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('go: downloading'));
  return lines[0] ?? 'no output';
}

function mainPackages({ facts }: Case): string[] | undefined {
  const packages = facts.project?.mainPackages;
  return packages && 'value' in packages ? packages.value : undefined;
}

/** Delve pkg/proc/breakpoints.go: FindFileLocation. */
export const NOT_IN_PROGRAM = /could not find file /;

const TRIMPATH = /^--?trimpath(?:=true|=1)?$/;

/** What took the folders out of the debug information: the flag in GOFLAGS, or a program that was built so. */
function trimming(seen: Case): { flag: string | undefined; build: BuildFacts | undefined } | undefined {
  const flag = goFlags(seen).find((each) => TRIMPATH.test(each));
  const build = seen.facts.builds.find((each) => each.binary?.settings['-trimpath'] === 'true');
  return flag || build ? { flag, build } : undefined;
}

/** Causes of the link `build`: what building the program, and the program that came of it, brought to light. */
export const buildCauses: Cause[] = [
  {
    id: 'package-does-not-build',
    link: 'build',
    level: 'error',
    title: 'The package does not build',
    breaks: true,
    detect: (seen) => {
      const broken = seen.facts.builds.find((build) => !build.ok && !NO_C_COMPILER.test(build.output) && !/GOCACHEPROG/.test(build.output));
      const session = failed(seen).find(
        (each) =>
          each.failure.phase === 'listening' &&
          (each.mode === 'debug' || each.mode === 'test') &&
          /^go build|exit status 1|cannot find|undefined:/m.test(words(each)) &&
          !/no test files|no Go files/.test(words(each)),
      );
      if (!broken && !session) return [];
      const output = broken?.output ?? (session ? words(session) : '');
      const what = broken
        ? `go build -gcflags="all=-N -l" ${broken.ours ? '(our own debuggee)' : broken.package}`
        : `dlv ${session?.mode} ${session?.subject}`;
      return [
        {
          found: `${what} failed: ${firstError(output)}`,
          expected: 'a package that builds',
          fix: [
            broken?.ours
              ? 'go build of any program fails here: read what the go command said'
              : `mend what the compiler names, then: go build ${broken?.package ?? ''}`.trim(),
          ],
          evidence: [{ what, value: output.slice(0, 4000) }],
          location: broken?.ours ? undefined : compileError(output, seen),
        },
      ];
    },
  },
  {
    id: 'c-toolchain-missing',
    link: 'build',
    level: 'error',
    title: 'cgo is on, and there is no C compiler that works',
    breaks: true,
    detect: (seen) =>
      withoutCompiler(seen).map((build) => ({
        found: `${build.subject} needs cgo, and its C compiler (CC is ${goValue(seen, 'CC') || 'unset'}) is not found`,
        expected: 'a C compiler and the headers of the C library, or CGO_ENABLED=0 where the program can do without',
        fix: ['apt-get install gcc libc6-dev, or on Alpine: apk add gcc musl-dev', 'or, where the program can do without: CGO_ENABLED=0'],
        evidence: [{ what: `go build ${build.package}`.trim(), value: build.output.slice(0, 2000) }],
        location: locationOf(seen, 'CC'),
      })),
  },
  {
    id: 'not-a-main-package',
    link: 'build',
    level: 'error',
    title: 'The package is no program: its name is not main',
    breaks: true,
    detect: (seen) =>
      seen.facts.builds.filter(isNotMain).map((build) => ({
        found: `${build.package} builds, but into no program`,
        expected: 'a package main',
        fix: [`name one in smoke.package: ${(mainPackages(seen) ?? ['./cmd/<name>']).slice(0, 5).join(', ')}`],
        evidence: [{ what: 'built', value: `${build.package}: ${build.binary?.format}` }],
        location: policyLocation(seen, ['smoke', 'package']),
      })),
  },
  {
    id: 'debug-info-stripped',
    link: 'build',
    level: 'error',
    title: 'The program carries no debug information',
    breaks: true,
    mend: withFlags(withoutStripping),
    detect: (seen) => {
      const build = seen.facts.builds.find((each) => each.binary?.debugInfo === false && !(each.prebuilt && each.binary.go === null));
      const session = failed(seen).find((each) => /no debug info|could not open debug info|binary is stripped/.test(words(each)));
      const inFlags = goFlags(seen).find((flag) => STRIPS.test(flag));
      // Where nothing was built, the flag tells what would be.
      const untried = inFlags !== undefined && seen.facts.builds.length === 0;
      if (!build && !session && !untried) return [];
      return [
        {
          found: inFlags
            ? `GOFLAGS (from ${describeOrigin(originOf(seen, 'GOFLAGS'))}) holds ${inFlags}, which strips every program`
            : `${build?.subject ?? session?.subject} was linked with -s or -w, or stripped (ldflags: ${build?.binary?.settings['-ldflags'] ?? 'unknown'})`,
          expected: 'a program with DWARF: linked without -s and -w, and not stripped',
          fix: inFlags ? unset(seen, 'GOFLAGS') : ['build without -ldflags="-s -w" and without strip'],
          evidence: [
            ...(build ? [{ what: `sections of ${build.subject}`, value: 'no .debug_info' }] : evidence(session ? [session] : [])),
            { what: 'GOFLAGS', value: goValue(seen, 'GOFLAGS') || '(empty)' },
          ],
          ...(inFlags ? blamed(seen, 'GOFLAGS') : { location: policyLocation(seen, ['smoke', 'binary']) }),
        },
      ];
    },
  },
  {
    id: 'optimized-binary',
    link: 'build',
    level: 'error',
    title: 'The program was compiled with optimisation, so variables and lines are missing',
    breaks: false,
    detect: (seen) =>
      seen.facts.builds
        .filter(
          (build) =>
            build.ok && build.binary?.debugInfo !== false && build.binary?.go && !unoptimised(build.binary.settings['-gcflags'] ?? ''),
        )
        .map((build) => ({
          found: `${build.subject} was built with -gcflags="${build.binary?.settings['-gcflags'] ?? ''}"`,
          expected: '-gcflags="all=-N -l": without it variables are gone and lines jump',
          fix: ['go build -gcflags="all=-N -l"'],
          evidence: [{ what: `go version -m ${build.binary?.path}`, value: `-gcflags=${build.binary?.settings['-gcflags'] ?? '(none)'}` }],
          location: policyLocation(seen, ['smoke', 'binary']),
        })),
  },
  {
    id: 'exec-target-invalid',
    link: 'build',
    level: 'error',
    title: 'What dlv is to start is not there, or is no program',
    breaks: true,
    detect: (seen) => {
      const script = seen.facts.builds.find((build) => build.prebuilt && build.binary?.format === 'script');
      const named = script
        ? { output: `smoke.binary: ${script.binary?.path} is a script, and dlv starts programs` }
        : seen.facts.builds.find((build) => /^smoke\.binary: /.test(build.output));
      const session = failed(seen).find((each) =>
        /fork\/exec \S+: (?:no such file or directory|permission denied|is a directory)/.test(words(each)),
      );
      if (!named && (!session || session.ours)) return [];
      return [
        {
          found: named ? named.output.replace('smoke.binary: ', '') : `${session?.subject}: ${session?.failure.message}`,
          expected: 'a program that this user may start, in the place that is named, on the machine or in the container where dlv runs',
          fix: ['ls -l PROGRAM && file PROGRAM, where dlv runs', 'chmod +x PROGRAM, or name the right one'],
          evidence: named ? [{ what: 'smoke.binary', value: named.output }] : evidence(session ? [session] : []),
          location: policyLocation(seen, ['smoke', 'binary']),
        },
      ];
    },
  },
  {
    id: 'trimpath',
    link: 'breakpoint',
    level: 'note',
    title: '-trimpath took the folders out of the debug information, so breakpoints by file are not found',
    breaks: true,
    mend: withFlags((flag) => (TRIMPATH.test(flag) ? undefined : flag)),
    detect: (seen) => {
      const trimmed = trimming(seen);
      if (!trimmed) return [];
      const { flag, build } = trimmed;
      const missed = failed(seen).some((session) => NOT_IN_PROGRAM.test(words(session)));
      return [
        {
          found: flag
            ? `GOFLAGS (from ${describeOrigin(originOf(seen, 'GOFLAGS'))}) holds ${flag}`
            : `${build?.subject} was built with -trimpath`,
          expected: 'whole paths in the program, or a client that maps them (substitutePath)',
          fix: [...(flag ? unset(seen, 'GOFLAGS') : ['build without -trimpath']), 'or map the paths: substitutePath in launch.json'],
          evidence: [{ what: flag ? 'GOFLAGS' : 'go version -m', value: flag ? goValue(seen, 'GOFLAGS') : '-trimpath=true' }],
          ...(flag ? blamed(seen, 'GOFLAGS') : {}),
          ...(missed ? { level: 'error' as const } : {}),
        },
      ];
    },
  },
  {
    id: 'breakpoint-file-not-in-program',
    link: 'breakpoint',
    level: 'error',
    title: 'The file of the breakpoint is not compiled into the program',
    breaks: true,
    detect: (seen) => {
      const session = failed(seen).find((each) => !each.ours && NOT_IN_PROGRAM.test(words(each)));
      if (!session || trimming(seen)) return [];
      return [
        {
          found: `dlv ${session.mode}: ${session.failure.message}`,
          expected: `a file of ${session.subject} itself, or of a package that it imports`,
          fix: [
            "name a file that is compiled in: go list -deps -f '{{.Dir}} {{.GoFiles}}' PACKAGE",
            'build constraints leave files out, too',
          ],
          evidence: evidence([session]),
          location: policyLocation(seen, ['smoke', 'break']),
        },
      ];
    },
  },
  {
    id: 'no-test-files',
    link: 'build',
    level: 'error',
    title: 'The package has no tests, so there is nothing to debug in mode test',
    breaks: true,
    detect: (seen) =>
      failed(seen)
        .filter((session) => session.mode === 'test' && /no test files/.test(words(session)))
        .map((session) => ({
          found: `${session.subject} has no _test.go files`,
          expected: 'a package with tests for mode test',
          fix: ['take "test" out of smoke.modes, or name a package with tests'],
          evidence: evidence([session]),
          location: policyLocation(seen, ['smoke', 'modes']),
        })),
  },
];
