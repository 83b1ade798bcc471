import { type About, p } from './about.js';

/** What of the system's security denies it. */
export const deniedAbout: Record<string, About> = {
  'ptrace-scope-yama': {
    meaning: p(
      'The security module Yama limits who may trace whom: with kernel.yama.ptrace_scope 1, the default of Ubuntu and others, only',
      'a parent may trace its child; with 2 only an administrator; with 3 nobody. So `dlv exec` works under 1, and `dlv attach`',
      'says "this could be caused by a kernel security setting". The setting is the kernel\'s: a container has that of its host.',
    ),
    look: p(
      '/proc/sys/kernel/yama/ptrace_scope and CAP_SYS_PTRACE are read, and compared with the modes of the policy; failed sessions',
      'are read for ptrace_scope.',
    ),
    fix: {
      linux: [
        'cat /proc/sys/kernel/yama/ptrace_scope',
        'sudo sysctl kernel.yama.ptrace_scope=0',
        p(
          '# until the next start, for everybody on this machine; less is: let dlv start the program (`dlv exec`), or `sudo dlv',
          'attach PID`',
        ),
        '# in a container: docker run --cap-add=SYS_PTRACE …; scope 3 is left by a restart only',
      ],
      windows: ['# in WSL 2: wsl -u root sysctl kernel.yama.ptrace_scope=0'],
    },
    confused: [
      { with: 'container-ptrace-denied', decides: 'There dlv exec fails, too, with scope 0 or 1.' },
      {
        with: 'attach-not-permitted',
        decides: 'dlv names Yama whenever the scope is not 0, even where the process belongs to another user: `ps -o user= -p PID`.',
      },
      {
        with: 'already-being-debugged',
        decides: 'With scope 1 dlv names Yama of a process that is being traced, too: TracerPid in /proc/PID/status.',
      },
    ],
  },
  'attach-not-permitted': {
    meaning: p(
      'The process to attach to belongs to another user, has more capabilities than dlv, has made itself not dumpable, or is a',
      'thread of the kernel. dlv says "current user does not own the process" or "operation not permitted". A service runs as its',
      'own user, and a program that changed its user at the start is not dumpable.',
    ),
    look: p(
      'No look of delve-gate shows it: it attaches to a program that it started itself. A person compares the users of both',
      'processes.',
    ),
    fix: {
      linux: [
        'ps -o pid,user,comm -p PID',
        'sudo -u USER "$(command -v dlv)" attach PID',
        'sudo "$(command -v dlv)" attach PID',
        '# a dlv that runs as root refuses an editor of another user: --only-same-user=false on a machine of your own',
      ],
      darwin: [
        'ps -o pid,user,comm -p PID',
        'sudo "$(command -v dlv)" attach PID',
        '# a program with the hardened runtime, or of the system, cannot be attached to',
      ],
      windows: ['Get-Process -Id PID -IncludeUserName', '# attach from a PowerShell that was started as administrator'],
    },
    confused: [
      { with: 'ptrace-scope-yama', decides: '/proc/sys/kernel/yama/ptrace_scope is not 0: that comes first.' },
      { with: 'already-being-debugged', decides: 'TracerPid in /proc/PID/status is not 0.' },
      { with: 'windows-debug-api-refused', decides: 'The same on Windows, in the words of Windows.' },
    ],
  },
  'ptrace-denied-host-policy': {
    meaning: p(
      'ptrace is refused on a machine without a container and with Yama at 0: another security module or policy of the system',
      'forbids it, such as SELinux, AppArmor, a hardened kernel, a systemd unit with SystemCallFilter or NoNewPrivileges, or a',
      'shell that a sandbox (snap, flatpak) started.',
    ),
    look: p(
      'What dlv said in a failed session is read for "operation not permitted"; there is no container, no seccomp filter',
      '(/proc/self/status), no profile of AppArmor that enforces, and Yama does not forbid it. Which policy it is, nothing says: a',
      'person goes through the modules that the kernel has.',
    ),
    fix: {
      linux: [
        'cat /sys/kernel/security/lsm',
        "cat /proc/self/attr/current; grep -E 'Seccomp|NoNewPrivs|CapEff' /proc/self/status",
        "sudo journalctl -k --since '-10 min' | grep -i -E 'denied|avc|audit'",
        '# try in a plain terminal and as root; where that works, the sandbox or unit that started the shell is the one to change',
      ],
    },
    confused: [
      { with: 'container-ptrace-denied', decides: 'In a container its seccomp profile and capabilities come first.' },
      { with: 'selinux-denied', decides: '`getenforce` says Enforcing, and the log has avc lines.' },
      { with: 'apparmor-denied', decides: 'The log has lines with apparmor="DENIED".' },
    ],
    from: "public threads of Delve; the kernel's documentation of its security modules",
  },
  'selinux-denied': {
    meaning: p(
      "SELinux enforces a policy that denies what dlv wants: with its boolean deny_ptrace on, no process may trace another, dlv's",
      'own child included. Files with a wrong label, such as a volume mounted into a container without :z, are refused likewise:',
      '"permission denied" of a file whose permissions are right.',
    ),
    look: p(
      '/sys/fs/selinux/enforce and the boolean deny_ptrace are read. Other denials are only in the audit log, which delve-gate does',
      'not read.',
    ),
    fix: {
      linux: [
        'getenforce; getsebool deny_ptrace',
        'sudo ausearch -m avc -ts recent',
        'sudo setsebool deny_ptrace off',
        '# until the next start; -P keeps it. A volume: `docker run -v "$PWD":/src:z …`. Do not turn SELinux off for it',
      ],
    },
    confused: [
      { with: 'container-ptrace-denied', decides: 'In a container seccomp and capabilities come first; avc lines on the host are this.' },
      { with: 'ptrace-scope-yama', decides: 'Yama has its own number; both can deny.' },
    ],
    from: 'the documentation of SELinux and of Fedora; a kernel with SELinux is not in our lab',
  },
  'apparmor-denied': {
    meaning: p(
      'An AppArmor profile denies what dlv or the program wants: to trace, to start a file, to open a path. dlv, started by a',
      "confined program (a snap, a service, a container with its own profile), is confined as well. Docker's own profile allows to",
      'trace within the container.',
    ),
    look: p(
      'What dlv said in a failed session is read for "operation not permitted". Where no seccomp filter is in force',
      '(/proc/self/status), and /proc/self/attr/current names a profile that enforces, that profile is told. Other denials are in the',
      "kernel's log only. A person reads that.",
    ),
    fix: {
      linux: [
        'sudo dmesg | grep \'apparmor="DENIED"\'',
        'cat /proc/self/attr/current',
        'sudo aa-status',
        'docker run --security-opt apparmor=unconfined IMAGE',
        p(
          '# for a profile of the machine: add the rule that the log names (such as `ptrace (trace) peer=@{profile_name},`) and',
          'load it with apparmor_parser -r',
        ),
      ],
    },
    confused: [
      { with: 'tmp-noexec', decides: '"permission denied" at the start of a file without a line in the log is the mount.' },
      { with: 'container-ptrace-denied', decides: 'Without a line DENIED in the log seccomp or capabilities are the reason.' },
    ],
    from: 'the documentation of AppArmor and of Docker; a kernel with AppArmor is not in our lab',
  },
  'container-ptrace-denied': {
    meaning: p(
      'The kernel refused ptrace with "operation not permitted", and Yama is not the reason. In a container the seccomp filter or',
      'the missing CAP_SYS_PTRACE forbids it; hosted workspaces, gVisor and builds (`RUN` in a Dockerfile) do the same. Docker',
      'since 19.03 allows ptrace by default where the kernel is 4.8 or newer, so many containers need nothing; Kubernetes and',
      'others have profiles of their own.',
    ),
    look: p(
      'What dlv said in a failed session is read for "operation not permitted". Seccomp, NoNewPrivs and CapEff in',
      '/proc/self/status, and the marks of a container, are told beside it.',
    ),
    fix: {
      linux: [
        "grep -E 'Seccomp|NoNewPrivs|CapEff' /proc/self/status",
        'docker run --cap-add=SYS_PTRACE --security-opt seccomp=unconfined IMAGE',
        p(
          '# compose: `cap_add: [SYS_PTRACE]`, `security_opt: ["seccomp:unconfined"]`; Kubernetes:',
          'securityContext.capabilities.add: [SYS_PTRACE]',
        ),
        '# never start dlv in RUN of a Dockerfile',
      ],
      darwin: ['docker run --cap-add=SYS_PTRACE --security-opt seccomp=unconfined IMAGE'],
      windows: ['docker run --cap-add=SYS_PTRACE --security-opt seccomp=unconfined IMAGE'],
    },
    confused: [
      { with: 'ptrace-scope-yama', decides: 'There dlv names ptrace_scope, and /proc/sys/kernel/yama/ptrace_scope is 1 or more.' },
      { with: 'attach-not-permitted', decides: 'There the process belongs to another user, or has more rights: exec works.' },
      { with: 'emulated-arch-no-ptrace', decides: '"function not implemented" instead of "operation not permitted".' },
      { with: 'selinux-denied', decides: 'Outside of a container, with `getenforce` Enforcing, look there.' },
      { with: 'wsl1-unsupported', decides: '/proc/version decides.' },
    ],
  },
};
