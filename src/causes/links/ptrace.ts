import type { Link } from '../../model/chain.js';
import type { HostFacts } from '../../model/facts.js';
import { type Case, type Cause, policyLocation } from '../cause.js';
import { evidence, type Failed, failed, linkOf, words } from '../sessions.js';

const REFUSED = /operation not permitted|could not attach to pid .*(permission denied)|kernel security setting/i;

/** Whether yama alone keeps a process from attaching to one that is not its child. kernel.org: admin-guide/LSM/Yama */
export function yamaForbids({ facts }: Case, attach: boolean): boolean {
  const { yamaScope, capability } = facts.host.ptrace;
  if (yamaScope === null) return false;
  if (yamaScope >= 3) return true;
  return (attach ? yamaScope >= 1 : yamaScope >= 2) && capability !== true;
}

/**
 * Who refused, when it was not yama: the seccomp filter or the missing capability of a container, where there is one; without a filter
 * the AppArmor profile that confines us; else a policy of the machine that cannot be seen.
 */
function refusedBy({ ptrace, apparmor, container }: HostFacts): (typeof REFUSERS)[number]['id'] {
  if (ptrace.seccomp !== 0) return 'container-ptrace-denied';
  if (/\((?:enforce|kill)\)$/.test(apparmor ?? '')) return 'apparmor-denied';
  return container === null ? 'ptrace-denied-host-policy' : 'container-ptrace-denied';
}

/** What each of them is, and how ptrace is allowed again. The link is where the cause lies; what breaks is the start, or attach. */
const REFUSERS = [
  {
    id: 'container-ptrace-denied',
    link: 'launch',
    title: 'This container, or this machine, does not allow ptrace',
    expected: 'a container that may trace its own processes',
    where: ({ container }: HostFacts) => (container ? ` in this container (${container})` : ''),
    fix: () => [
      'docker run --cap-add=SYS_PTRACE --security-opt seccomp=unconfined …',
      'Kubernetes: securityContext.capabilities.add: [SYS_PTRACE]',
      'never run dlv in a Dockerfile RUN',
    ],
  },
  {
    id: 'apparmor-denied',
    link: 'host',
    title: 'AppArmor denied what dlv or the program wanted to do',
    expected: 'a profile with a rule for ptrace, or none',
    where: ({ apparmor }: HostFacts) => ` under the AppArmor profile ${apparmor}`,
    fix: ({ container }: HostFacts) => [
      'sudo dmesg | grep \'apparmor="DENIED"\'  # names what was denied',
      container
        ? 'docker run --security-opt apparmor=unconfined …'
        : 'add to the profile: ptrace (trace, tracedby) peer=@{profile_name},  and load it: sudo apparmor_parser -r FILE',
    ],
  },
  {
    id: 'ptrace-denied-host-policy',
    link: 'attach',
    title: "The machine's security policy (SELinux, AppArmor or another) forbids ptrace",
    expected: 'a machine whose policy lets a process trace its child',
    where: () => ', outside of a container and without a seccomp filter',
    fix: () => [
      'cat /sys/kernel/security/lsm',
      "sudo journalctl -k --since '-10 min' | grep -i -E 'denied|avc|audit'",
      'try in a plain terminal, and as root: where that works, the sandbox or unit that started the shell is the one to change',
    ],
  },
] as const;

function refuser({ id, link, title, expected, where, fix }: (typeof REFUSERS)[number]): Cause {
  return {
    id,
    link,
    level: 'error',
    title,
    breaks: true,
    detect: (seen) => {
      const { host } = seen.facts;
      const refused = failed(seen).filter((session) => REFUSED.test(words(session)) && !/ptrace_scope/.test(words(session)));
      if (refused.length === 0 || yamaForbids(seen, true) || refusedBy(host) !== id) return [];
      const { seccomp, capability, noNewPrivs } = host.ptrace;
      return [
        {
          found: `ptrace was refused with "operation not permitted"${where(host)}: seccomp mode ${seccomp ?? 'unknown'}, CAP_SYS_PTRACE ${capability ? 'present' : 'absent'}`,
          expected,
          fix: fix(host),
          evidence: [
            { what: '/proc/self/status', value: `Seccomp ${seccomp}, NoNewPrivs ${noNewPrivs}, CAP_SYS_PTRACE ${capability}` },
            ...(host.apparmor === null ? [] : [{ what: '/proc/self/attr/current', value: host.apparmor }]),
            ...evidence(refused),
          ],
          ...(id === 'container-ptrace-denied' ? {} : { confidence: 'likely' as const }),
          link: linkOfAll(refused),
        },
      ];
    },
  };
}

/** The link that breaks here, wherever the cause is otherwise. */
function linkOfAll(refused: readonly Failed[]): Link {
  if (refused.every((session) => linkOf(session) === 'detach')) return 'detach';
  return refused.every((session) => session.mode === 'attach') ? 'attach' : 'launch';
}

/** Causes of the links `launch` and `attach`: who does not let dlv trace. */
export const ptraceCauses: Cause[] = [
  {
    id: 'ptrace-scope-yama',
    link: 'attach',
    level: 'error',
    least: 'note',
    title: 'The kernel forbids to attach to a process that is not a child (kernel.yama.ptrace_scope)',
    breaks: true,
    stands: true,
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
          found: `kernel.yama.ptrace_scope is ${yamaScope ?? 'unknown'}${yamaScope === 3 ? ', which nothing lifts but a new start' : ', and this process has no CAP_SYS_PTRACE'}`,
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
  ...REFUSERS.map(refuser),
];
