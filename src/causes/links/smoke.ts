import type { Link } from '../../model/chain.js';
import type { BuildFacts, SessionFacts } from '../../model/facts.js';
import type { Location } from '../../model/report.js';
import {
  type Case,
  type Cause,
  describeOrigin,
  goValue,
  goVersion,
  type Hit,
  inProject,
  locationOf,
  originOf,
  policyLocation,
  unset,
} from '../cause.js';
import { goFlags } from './env.js';

type Failed = SessionFacts & { failure: NonNullable<SessionFacts['failure']> };

function failed({ facts }: Case): Failed[] {
  return facts.sessions.filter((session): session is Failed => session.failure !== undefined && session.failure.kind !== 'aborted');
}

/** All that dlv said in a failed session. */
function words(session: Failed): string {
  return `${session.failure.message}\n${session.failure.output}`;
}

function evidence(sessions: readonly Failed[]): { what: string; value: string }[] {
  return sessions.map((session) => ({
    what: `dlv ${session.mode}, ${session.subject}, phase ${session.failure.phase}`,
    value:
      session.failure.output && !session.failure.message.includes(session.failure.output)
        ? `${session.failure.message}\n${session.failure.output}`
        : session.failure.message,
  }));
}

const PTRACE_DENIED = /operation not permitted|could not attach to pid .*(permission denied)|kernel security setting/i;

/** Whether yama alone keeps a process from attaching to one that is not its child. kernel.org: admin-guide/LSM/Yama */
export function yamaForbids({ facts }: Case, attach: boolean): boolean {
  const { yamaScope, capability } = facts.host.ptrace;
  if (yamaScope === null) return false;
  if (yamaScope >= 3) return true;
  return (attach ? yamaScope >= 1 : yamaScope >= 2) && capability !== true;
}

function compileError(output: string, seen: Case): Location | undefined {
  const match = /^(?:vet: )?(\S*(?:\.go|go\.mod|go\.work)):(\d+)(?::(\d+))?: /m.exec(output);
  if (!match) return undefined;
  return { file: inProject(seen, match[1] as string), line: Number(match[2]), ...(match[3] ? { column: Number(match[3]) } : {}) };
}

/** What `go build` says that is about the environment, not about the code. */
function isNotMain(build: BuildFacts): boolean {
  return build.ok && build.binary?.format === 'unknown';
}

const NO_C_COMPILER = /C compiler .* not found|cgo: exec .*: executable file not found/;

/** Causes of the links `build` to `detach`: what building and debugging for real brought to light. */
export const smokeCauses: Cause[] = [
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
      seen.facts.builds
        .filter((build) => NO_C_COMPILER.test(build.output))
        .map((build) => ({
          found: `${build.subject} needs cgo, and its C compiler (CC is ${goValue(seen, 'CC') || 'unset'}) is not found`,
          expected: 'a C compiler and the headers of the C library, or CGO_ENABLED=0 where the program can do without',
          fix: ['apt-get install gcc libc6-dev, or on Alpine: apk add gcc musl-dev', 'or, where the program can do without: CGO_ENABLED=0'],
          evidence: [{ what: `go build ${build.package}`, value: build.output.slice(0, 2000) }],
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
    detect: (seen) => {
      const build = seen.facts.builds.find((each) => each.binary?.debugInfo === false);
      const session = failed(seen).find((each) => /no debug info|could not open debug info|binary is stripped/.test(words(each)));
      if (!build && !session) return [];
      const inFlags = goFlags(seen).find((flag) => /^--?ldflags=/.test(flag) && /(^|[\s='"])-[sw]\b/.test(flag));
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
          location: inFlags ? locationOf(seen, 'GOFLAGS') : policyLocation(seen, ['smoke', 'binary']),
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
  {
    id: 'ptrace-scope-yama',
    link: 'attach',
    level: 'error',
    title: 'The kernel forbids to attach to a process that is not a child (kernel.yama.ptrace_scope)',
    breaks: true,
    detect: (seen) => {
      const asked = seen.policy.smoke.modes;
      const { yamaScope } = seen.facts.host.ptrace;
      const launches = asked.some((mode) => mode !== 'attach') && yamaForbids(seen, false);
      const attaches = asked.includes('attach') && yamaForbids(seen, true);
      const seenRefused = failed(seen).filter((session) => /ptrace_scope/.test(words(session)));
      if (!launches && !attaches && seenRefused.length === 0) return [];
      const optional = !launches && seen.policy.smoke.optional.includes('attach');
      return [
        {
          found: `kernel.yama.ptrace_scope is ${yamaScope ?? 'unknown'}, and this process has no CAP_SYS_PTRACE`,
          expected: 'scope 0, CAP_SYS_PTRACE, or a program that dlv starts itself (exec, debug) instead of attach',
          fix: ['sudo sysctl kernel.yama.ptrace_scope=0', 'in a container: --cap-add=SYS_PTRACE'],
          evidence: [{ what: '/proc/sys/kernel/yama/ptrace_scope', value: String(yamaScope) }, ...evidence(seenRefused)],
          location: policyLocation(seen, ['smoke', 'modes']),
          ...(launches ? { link: 'launch' as const } : {}),
          ...(optional ? { level: 'note' as const } : {}),
        },
      ];
    },
  },
  {
    id: 'container-ptrace-denied',
    link: 'launch',
    level: 'error',
    title: 'This container, or this machine, does not allow ptrace',
    breaks: true,
    detect: (seen) => {
      const refused = failed(seen).filter((session) => PTRACE_DENIED.test(words(session)) && !/ptrace_scope/.test(words(session)));
      if (refused.length === 0 || yamaForbids(seen, true)) return [];
      const { host } = seen.facts;
      const onlyAttach = refused.every((session) => session.mode === 'attach');
      return [
        {
          found: `ptrace was refused with "operation not permitted"${host.container ? ` in this container (${host.container})` : ''}: seccomp mode ${host.ptrace.seccomp ?? 'unknown'}, CAP_SYS_PTRACE ${host.ptrace.capability ? 'present' : 'absent'}`,
          expected: 'a container that may trace its own processes',
          fix: [
            'docker run --cap-add=SYS_PTRACE --security-opt seccomp=unconfined …',
            'Kubernetes: securityContext.capabilities.add: [SYS_PTRACE]',
            'never run dlv in a Dockerfile RUN',
          ],
          evidence: [
            {
              what: '/proc/self/status',
              value: `Seccomp ${host.ptrace.seccomp}, NoNewPrivs ${host.ptrace.noNewPrivs}, CAP_SYS_PTRACE ${host.ptrace.capability}`,
            },
            ...evidence(refused),
          ],
          ...(onlyAttach ? { link: 'attach' as const } : {}),
        },
      ];
    },
  },
  {
    id: 'process-limit',
    link: 'launch',
    level: 'error',
    title: 'The limit of processes or threads is reached',
    breaks: true,
    detect: (seen) => {
      const limited = failed(seen).filter((session) =>
        /resource temporarily unavailable|pthread_create failed|failed to create new OS thread/i.test(words(session)),
      );
      if (limited.length === 0) return [];
      return [
        {
          found: 'a process or thread could not be created',
          expected: 'room for some 30 more threads (cgroup pids.max, ulimit -u)',
          fix: ['docker run --pids-limit=-1 …, or a higher ulimit -u'],
          evidence: evidence(limited),
        },
      ];
    },
  },
  {
    id: 'dlv-crashed',
    link: 'launch',
    level: 'error',
    title: 'dlv was killed, or crashed, in the middle of a session',
    breaks: true,
    detect: (seen) => {
      const died = failed(seen).filter((session) => DLV_CRASHED.test(words(session)));
      const [first] = died;
      if (!first) return [];
      const how = DLV_CRASHED.exec(words(first))?.[1];
      return [
        {
          found: `dlv ${first.mode} of ${first.subject} ${how} in phase ${first.failure.phase}`,
          expected: 'dlv to run until its client leaves',
          fix: [
            'SIGKILL: look for the OOM killer (dmesg) and for what kills by time',
            'anything else: report it to Delve, with what it said, below',
          ],
          evidence: evidence(died),
          link: linkOf(first),
        },
      ];
    },
  },
  {
    id: 'program-crashes-at-start',
    link: 'launch',
    level: 'error',
    title: 'The program crashes before it reaches the breakpoint',
    breaks: true,
    detect: (seen) => {
      const crashed = failed(seen).filter((session) => crashes(session));
      const [first] = crashed;
      if (!first) return [];
      return [
        {
          found: `${first.subject} crashes: ${/^(?:panic|fatal error|runtime error): .*/m.exec(words(first))?.[0] ?? first.failure.message}`,
          expected: `the program to reach ${seen.policy.smoke.break}`,
          fix: ['run it without a debugger: it crashes there too', 'or name an earlier place in smoke.break'],
          evidence: evidence(crashed),
          location: first.ours ? undefined : policyLocation(seen, ['smoke', 'package']),
        },
      ];
    },
  },
  {
    id: 'breakpoint-not-hit',
    link: 'breakpoint',
    level: 'error',
    title: 'The program runs under dlv, but never stops at the breakpoint',
    breaks: true,
    detect: (seen) => {
      const missed = failed(seen).filter(
        (session) =>
          session.failure.phase === 'breakpoint' ||
          (session.failure.phase === 'hit' && ['timeout', 'ended-early', 'mismatch'].includes(session.failure.kind)),
      );
      const plain = missed.filter((session) => !/no debug info|stripped/.test(words(session)) && !crashes(session));
      const [first] = plain;
      if (!first) return [];
      const where = first.ours ? 'in our own debuggee' : `on ${seen.policy.smoke.break}`;
      return [
        {
          found: `dlv ${first.mode}: the breakpoint ${where} ${first.failure.phase === 'breakpoint' ? 'could not be set' : 'was not hit'}: ${first.failure.message}`,
          expected: 'the program to stop there',
          fix: first.ours
            ? ['report this: our own debuggee always passes its breakpoint']
            : ['name a function that the program reaches, or file.go:LINE with a statement, in smoke.break'],
          evidence: evidence(plain),
          location: first.ours ? undefined : policyLocation(seen, ['smoke', 'break']),
        },
      ];
    },
  },
  {
    id: 'smoke-failed',
    link: 'breakpoint',
    level: 'error',
    title: 'A debug session did not go as it should',
    breaks: false,
    detect: (seen) => {
      const [first, ...rest] = failed(seen);
      if (!first) return [];
      return [
        {
          found: `dlv ${first.mode} of ${first.subject} failed in phase ${first.failure.phase}: ${first.failure.message}`,
          expected: `a whole debug session with ${goVersion(seen)}`,
          fix: [`read what dlv said, below; to see more: dlv ${first.mode} --log --log-output=debugger,dap …`],
          evidence: evidence([first, ...rest]),
          link: linkOf(first),
          confidence: 'likely',
        } satisfies Hit,
      ];
    },
  },
];

const DLV_CRASHED = /\(dlv: (ended by SIG\w+)\)/;

/** dlv stops a program at what nothing will recover (pkg/proc/breakpoints.go: unrecovered-panic, runtime-fatal-throw). */
function crashes({ failure, ...session }: Failed): boolean {
  if (failure.phase !== 'hit') return false;
  const text = words({ failure, ...session });
  if (failure.kind === 'mismatch') return /unrecovered.panic|fatal.(?:throw|error)|\bpanic\b|signal SIG|segmentation/i.test(text);
  return failure.kind === 'ended-early' && /^(?:panic|fatal error): |^runtime: |has exited with status [1-9]/m.test(text);
}

/** Phases of a session, by the link that they prove. */
function linkOf(session: Failed): Link {
  const { phase } = session.failure;
  if (['start', 'listening', 'initialize', 'session'].includes(phase)) return session.mode === 'attach' ? 'attach' : 'launch';
  return ['end', 'gone'].includes(phase) ? 'detach' : 'breakpoint';
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
