import type { BuildFacts, TargetFacts } from '../../model/facts.js';
import type { Evidence } from '../../model/report.js';
import { type Case, type Cause, type Hit, policyLocation } from '../cause.js';
import { NATIVE } from './guest.js';

const SYSTEM = 'or emulation: system, the default: a guest with a kernel of its own, where a debugger works';

function evidence({ userMode, failure }: TargetFacts): Evidence[] {
  return [
    ...(userMode?.qemu ? [{ what: 'qemu-user', value: `${userMode.qemu.version ?? 'unknown version'}, ${userMode.qemu.path}` }] : []),
    ...(failure?.output ? [{ what: 'last words', value: failure.output }] : []),
  ];
}

function placeOf(seen: Case) {
  return policyLocation(seen, ['emulation', 'mode']) ?? policyLocation(seen, ['emulation']);
}

/** The hit of a failure of that kind. */
function failed(seen: Case, kind: string, more: Pick<Hit, 'expected' | 'fix' | 'location'>): Hit[] {
  const { target } = seen;
  if (target?.how !== 'user' || target.failure?.kind !== kind) return [];
  return [{ found: `${target.target}: ${target.failure.message}`, evidence: evidence(target), ...more }];
}

function isProgram(binary: BuildFacts['binary']): binary is NonNullable<BuildFacts['binary']> {
  return binary !== null && binary.arch !== null && binary.format !== 'unknown' && binary.format !== 'script';
}

/** Causes of proving a target by user-mode emulation. What they say is mended by nothing that stands before, and mends nothing later. */
export const userModeCauses: Cause[] = [
  {
    id: 'qemu-user-missing',
    link: 'host',
    level: 'error',
    title: 'There is no qemu-user to start programs of this architecture',
    breaks: false,
    detect: (seen) =>
      failed(seen, 'qemu-user-missing', {
        expected: 'qemu-user on PATH, or leave to install it',
        fix: ['sudo apt-get install --no-install-recommends qemu-user', 'or set emulation.install: true in the policy', SYSTEM],
        location: placeOf(seen),
      }),
  },
  {
    id: 'not-a-go-program',
    link: 'build',
    level: 'error',
    title: 'The program was not built by Go, or its build information was cut out',
    breaks: true,
    detect: (seen) => {
      const common = {
        expected: 'a program in which go version -m finds what built it',
        fix: ['name a program in smoke.binary that go build made'],
        location: policyLocation(seen, ['smoke', 'binary']),
      };
      const foreign = seen.facts.builds.find((build) => build.prebuilt && isProgram(build.binary) && build.binary.go === null);
      const hits = failed(seen, 'not-a-go-program', common);
      if (!foreign || hits.length > 0) return hits;
      const evidence = [{ what: `go version -m ${foreign.binary?.path}`, value: 'no build information of Go' }];
      return [{ ...common, found: `${foreign.subject} is a program, and not one that Go built`, evidence }];
    },
  },
  {
    id: 'emulated-start-failed',
    link: 'launch',
    level: 'error',
    title: 'A program of this architecture does not run under user-mode emulation',
    breaks: false,
    detect: (seen) =>
      failed(seen, 'emulated-start-failed', {
        expected: 'our own debuggee to run to its end there',
        fix: ['take a newer qemu-user: its signals and threads are mended from release to release', SYSTEM, NATIVE],
        location: placeOf(seen),
      }),
  },
  {
    id: 'user-mode-cannot-debug',
    link: 'launch',
    level: 'error',
    least: 'note',
    title: 'User-mode emulation can start a program, and cannot debug it',
    breaks: false,
    detect: (seen) => {
      const { target, policy } = seen;
      const { modes, optional } = policy.smoke;
      if (target?.how !== 'user' || modes.length === 0) return [];
      const wanted = modes.filter((mode) => !optional.includes(mode));
      if (wanted.length === 0 && target.failure) return [];
      const untried = [...new Set(wanted.length > 0 ? wanted : modes)].join(', ');
      return [
        {
          found: `${target.target}: emulation: user leaves ${untried} untried, since user-mode emulation answers ptrace(2) with ENOSYS`,
          expected: 'every mode that the policy asks for to be tried, on a kernel that can trace a program',
          fix: [SYSTEM.replace('or ', ''), `where it is enough that programs start: smoke.optional: [${untried}]`, NATIVE],
          evidence: evidence(target),
          location: placeOf(seen),
          ...(wanted.length === 0 ? { level: 'note' as const } : {}),
        },
      ];
    },
  },
];
