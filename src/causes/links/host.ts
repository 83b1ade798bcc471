import { errorIn } from '../../model/seen.js';
import { isShortage } from '../../model/shortage.js';
import { type Case, type Cause, goValue } from '../cause.js';

/** Causes of the link `host`: what the machine itself denies. */
export const hostCauses: Cause[] = [
  {
    id: 'temp-unusable',
    link: 'host',
    level: 'error',
    title: 'The temporary folder cannot be used, so nothing can be built',
    breaks: true,
    detect: ({ facts }) => {
      const folders = [{ name: facts.host.os === 'windows' ? 'TEMP' : 'TMPDIR', folder: facts.host.temp }];
      const own = facts.go?.folders.GOTMPDIR;
      if (own && own.path !== facts.host.temp.path) folders.push({ name: 'GOTMPDIR', folder: own });
      return folders
        .filter(({ folder }) => (!folder.exists || !folder.writable) && !isShortage(folder.reason ?? ''))
        .map(({ name, folder }) => ({
          found: `${folder.path} ${folder.exists ? `cannot be written to (${folder.reason ?? 'no reason given'})` : 'does not exist'}`,
          expected: 'a folder that exists and can be written to',
          fix: folder.exists
            ? [`make ${folder.path} writable, or name another folder: export ${name}=/tmp`]
            : [`mkdir -p ${folder.path}`, `or name another folder: export ${name}=/tmp`],
          evidence: [{ what: `${name}, tried by writing a file`, value: `${folder.path}: ${folder.reason ?? 'missing'}` }],
        }));
    },
  },
  {
    id: 'tmp-noexec',
    link: 'host',
    level: 'error',
    title: 'Programs in the temporary folder cannot be started (mounted noexec)',
    breaks: true,
    detect: ({ facts }) =>
      [facts.host.temp, ...(facts.go?.folders.GOTMPDIR ? [facts.go.folders.GOTMPDIR] : [])]
        .filter(
          (folder, at, all) =>
            folder.writable &&
            folder.executable === false &&
            !isShortage(folder.reason ?? '') &&
            all.findIndex((each) => each.path === folder.path) === at,
        )
        .map((folder) => ({
          found: `a program in ${folder.path} does not start (${folder.reason ?? 'EACCES'})`,
          expected: 'a temporary folder that programs can be started from: go run and go test put theirs there',
          fix: ['export TMPDIR="$HOME/tmp" && mkdir -p "$TMPDIR"', `or mount it without noexec: mount -o remount,exec ${folder.path}`],
          evidence: [{ what: 'tried by starting a script there', value: folder.reason ?? 'failed' }],
        })),
  },
  {
    id: 'loopback-unusable',
    link: 'host',
    level: 'error',
    title: 'The loopback interface does not work, so editors cannot reach dlv',
    breaks: false,
    detect: ({ facts }) => {
      const error = errorIn(facts.host.loopback);
      if (error === undefined || isFiltered(error)) return [];
      return [
        {
          found: `127.0.0.1 cannot be used (${error})`,
          expected: 'a loopback interface that is up',
          fix: facts.host.os === 'linux' ? ['sudo ip link set lo up'] : ['look at the loopback interface: ifconfig lo0'],
          evidence: [{ what: '127.0.0.1, a port listened on and connected to', value: error }],
        },
      ];
    },
  },
  {
    id: 'firewall-blocks-dlv',
    link: 'host',
    level: 'error',
    title: 'A packet filter drops or rejects connections to dlv',
    breaks: false,
    detect: ({ facts }) => {
      const error = errorIn(facts.host.loopback);
      if (error === undefined || !isFiltered(error)) return [];
      return [
        {
          found: `a port of 127.0.0.1 was listened on, and a connection to it was not let through (${error})`,
          expected: 'connections within this machine, which editors and dlv need',
          fix: [
            'sudo nft list ruleset, or: sudo iptables -S, and let the interface lo through',
            'or reach dlv (1.22.1 or newer) by a unix socket in a folder of yours: --listen=unix:"$XDG_RUNTIME_DIR/dlv.sock"',
          ],
          evidence: [{ what: '127.0.0.1, a port listened on and connected to', value: error }],
        },
      ];
    },
  },
  {
    id: 'localhost-not-loopback',
    link: 'host',
    level: 'warning',
    title: '`localhost` does not resolve to this machine',
    breaks: false,
    detect: ({ facts }) => {
      const { localhost } = facts.host;
      if (!localhost) return [];
      const foreign = 'value' in localhost ? localhost.value.filter((each) => !/^127\.|^::1$/.test(each)) : [];
      if ('value' in localhost && localhost.value.length > 0 && foreign.length === 0) return [];
      return [
        {
          found:
            'error' in localhost ? `localhost does not resolve (${localhost.error})` : `localhost is ${foreign.join(', ') || 'nothing'}`,
          expected: 'localhost to be 127.0.0.1 or ::1: editors and dlv meet there',
          fix: [
            facts.host.os === 'windows'
              ? 'put "127.0.0.1 localhost" into C:\\Windows\\System32\\drivers\\etc\\hosts'
              : 'put "127.0.0.1 localhost" into /etc/hosts',
          ],
          evidence: [{ what: 'localhost, resolved', value: 'error' in localhost ? localhost.error : localhost.value.join(', ') }],
        },
      ];
    },
  },
  {
    id: 'selinux-denied',
    link: 'host',
    level: 'error',
    title: 'SELinux denies what dlv or the program wants to do',
    breaks: true,
    stands: true,
    detect: ({ facts }) => {
      const { selinux } = facts.host;
      if (!selinux?.enforcing || !selinux.denyPtrace) return [];
      return [
        {
          found: 'SELinux enforces its policy, and its boolean deny_ptrace is on',
          expected: 'deny_ptrace off where programs are debugged',
          fix: ['sudo setsebool deny_ptrace off', 'to keep it so: sudo setsebool -P deny_ptrace off'],
          evidence: [{ what: '/sys/fs/selinux/booleans/deny_ptrace', value: '1' }],
        },
      ];
    },
  },
  {
    id: 'clock-wrong',
    link: 'host',
    level: 'warning',
    title: "The machine's clock is wrong, so certificates are not valid yet",
    breaks: false,
    detect: ({ facts }) => {
      if (!facts.host.clock || facts.host.clock >= RELEASED) return [];
      return [
        {
          found: `the clock says ${facts.host.clock}`,
          expected: `a time after ${RELEASED}, when this delve-gate was released`,
          fix: [facts.host.os === 'windows' ? 'w32tm /resync' : 'sudo timedatectl set-ntp true, or: sudo date -s …'],
          evidence: [{ what: 'clock', value: facts.host.clock }],
        },
      ];
    },
  },
  {
    id: 'wsl1-unsupported',
    link: 'host',
    level: 'error',
    title: 'WSL version 1 has no working ptrace',
    breaks: true,
    detect: ({ facts }) =>
      facts.host.wsl === 1
        ? [
            {
              found: 'this is WSL version 1',
              expected: 'WSL version 2, which has a Linux kernel of its own',
              fix: ['wsl --set-version <distribution> 2'],
              evidence: [{ what: '/proc/version', value: facts.host.kernel }],
            },
          ]
        : [],
  },
  {
    id: 'emulated-arch-no-ptrace',
    link: 'host',
    level: 'error',
    title: 'User-mode emulation has no ptrace, so no debugger can run here',
    breaks: true,
    detect: ({ facts }) => {
      const hits = [];
      const fix = [
        "use an image of the host's own architecture",
        'or debug in a guest with a kernel of its own (full-system emulation), or on a native runner',
      ];
      const expected = 'a kernel of that architecture: qemu-user and Rosetta answer ptrace(2) with ENOSYS';
      if (facts.host.emulated) {
        hits.push({
          found: `this process runs under user-mode emulation (${facts.host.emulated})`,
          expected,
          fix,
          evidence: [{ what: 'seen', value: facts.host.emulated }],
        });
      }
      const refused = facts.sessions.find((session) =>
        /function not implemented/.test(`${session.failure?.message}\n${session.failure?.output}`),
      );
      const foreign = facts.dlv?.found.find(
        (dlv) => dlv.binary?.arch && dlv.binary.arch !== facts.host.arch && 'value' in dlv.version && dlv.where === 'path',
      );
      if (refused && hits.length === 0) {
        hits.push({
          found: `dlv was told "function not implemented" when it wanted to trace the program`,
          expected,
          fix,
          evidence: [{ what: `dlv ${refused.mode}`, value: refused.failure?.message ?? '' }],
        });
      } else if (foreign && hits.length === 0 && !runsNatively(facts.host.arch, foreign.binary?.arch ?? '')) {
        hits.push({
          found: `${foreign.path} is a program for ${foreign.binary?.arch}, and starts on this ${facts.host.arch} machine: a binfmt registration runs it under emulation`,
          expected,
          fix,
          evidence: [{ what: foreign.path, value: `${foreign.binary?.format} ${foreign.binary?.arch}` }],
          link: 'dlv' as const,
        });
      }
      return hits;
    },
  },
  {
    id: 'binfmt-hides-architecture',
    link: 'host',
    level: 'note',
    title: 'The kernel starts programs of another architecture under an emulator, so that they start proves nothing',
    breaks: false,
    detect: (seen) =>
      foreignArchitectures(seen).flatMap((arch) => {
        const entry = seen.facts.host.binfmt?.find((each) => each.enabled && each.arch === arch);
        if (!entry) return [];
        return [
          {
            found: `programs for ${arch} start on this ${seen.facts.host.arch} machine, because ${entry.name} is registered with binfmt_misc`,
            expected:
              'a program of another architecture to be refused (exec format error); delve-gate reads headers instead of starting it',
            fix: [`nothing, unless it should not be so: echo -1 | sudo tee /proc/sys/fs/binfmt_misc/${entry.name}`],
            evidence: [{ what: `/proc/sys/fs/binfmt_misc/${entry.name}`, value: `enabled, interpreter ${entry.interpreter}` }],
          },
        ];
      }),
  },
];

/** Something answers for a port that is listened on, or nothing does. */
function isFiltered(error: string): boolean {
  return /^connect: (?:ECONNREFUSED|ECONNRESET|EPERM|EHOSTUNREACH|no answer)/.test(error);
}

/** No clock that is right is before this. */
const RELEASED = '2026-11-01T00:00:00.000Z';

/** The architectures that matter here beside this machine's own: of the policy's targets, and what Go builds for. */
function foreignArchitectures(seen: Case): string[] {
  const { os, arch } = seen.facts.host;
  const targets = seen.policy.targets.filter((target) => target.startsWith(`${os}/`)).map((target) => target.split('/')[1] as string);
  return [...new Set([...targets, goValue(seen, 'GOARCH')])].filter((each) => each !== '' && each !== arch);
}

/** A 64-bit x86 kernel runs 32-bit programs itself. */
function runsNatively(host: string, program: string): boolean {
  return host === 'amd64' && program === '386';
}
