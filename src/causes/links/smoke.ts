import { type Cause, goVersion, type Hit, policyLocation } from '../cause.js';
import { evidence, type Failed, failed, linkOf, words } from '../sessions.js';
import { NOT_IN_PROGRAM } from './build.js';

/** What an editor waits for before a breakpoint can be hit, and the cause when it waits in vain. */
const UNANSWERED = [
  {
    phase: 'listening',
    link: 'launch',
    id: 'dap-server-start-timeout',
    title: 'dlv does not come to listen, so an editor gives up',
    what: 'its ready line',
  },
  {
    phase: 'initialize',
    link: 'launch',
    id: 'dap-initialize-unanswered',
    title: 'dlv listens, and does not answer `initialize`',
    what: 'an answer to initialize',
  },
  {
    phase: 'session',
    link: 'launch',
    id: 'dap-session-unanswered',
    title: 'dlv does not say that it is initialized: the launch or attach request hangs',
    what: 'an answer to launch or attach, and the event initialized',
  },
  {
    phase: 'configured',
    link: 'breakpoint',
    id: 'dap-configuration-unanswered',
    title: 'dlv does not answer `configurationDone`, so the program is never let go',
    what: 'an answer to configurationDone',
  },
] as const;

function unanswered({ phase, link, id, title, what }: (typeof UNANSWERED)[number]): Cause {
  return {
    id,
    link,
    level: 'error',
    title,
    breaks: true,
    detect: (seen) => {
      // Of a guest that is lost dlv cannot answer.
      if (seen.target?.failure) return [];
      const silent = failed(seen).filter(({ failure }) => failure.phase === phase && failure.kind === 'timeout');
      const [first] = silent;
      if (!first) return [];
      return [
        {
          found: `dlv ${first.mode} of ${first.subject}: ${first.failure.message}`,
          expected: `${what} within a second or so`,
          fix: [
            'a machine under load: raise smoke.timeout, and the timeout of the editor',
            `else see where it hangs: dlv ${first.mode} --headless --log --log-output=debugger,dap …`,
          ],
          evidence: evidence(silent),
          link: linkOf(first),
        },
      ];
    },
  };
}

/** Causes of the links `launch` to `detach`: what debugging for real brought to light. */
export const smokeCauses: Cause[] = [
  {
    id: 'workdir-not-writable',
    link: 'launch',
    level: 'error',
    title: "The package's folder cannot be written to, and dlv debug puts its program there",
    breaks: true,
    detect: (seen) => {
      const session = failed(seen).find((each) =>
        /__debug_bin\S*: (?:permission denied|read-only file system|access is denied)/i.test(words(each)),
      );
      if (!session) return [];
      return [
        {
          found: `dlv ${session.mode} cannot write its program into the folder of ${session.subject}`,
          expected: 'a folder that this user can write to, or a program built elsewhere',
          fix: ['dlv debug --output "$(mktemp -d)/debug", or build first and use dlv exec', 'or give the folder to this user: chown'],
          evidence: [{ what: `dlv ${session.mode}`, value: words(session).slice(0, 2_000) }],
        },
      ];
    },
  },
  {
    id: 'dlv-bug',
    aliases: ['dlv-crashed'],
    link: 'launch',
    level: 'error',
    title: 'dlv crashed, or was killed, in the middle of a session',
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
      const plain = missed.filter(
        (session) =>
          !/no debug info|stripped/.test(words(session)) && !crashes(session) && (session.ours || !NOT_IN_PROGRAM.test(words(session))),
      );
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
  ...UNANSWERED.map(unanswered),
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
