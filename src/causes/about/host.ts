import { type About, p, unix } from './about.js';

/** What the machine has too little of, or does not let be used. */
export const hostAbout: Record<string, About> = {
  'temp-unusable': {
    meaning: p(
      'The go command makes a working folder in the temporary folder for every build, and fails with "creating work dir" when it',
      'cannot. So `go build`, `go test`, `dlv debug` and `dlv test` all fail before anything is compiled. `dlv exec` of a program',
      'that is already built still works, which makes the fault look like one of the code.',
    ),
    look: p(
      'A file is written into GOTMPDIR, else into TMPDIR (TEMP on Windows), and removed again. The folder must exist, and the file',
      'must be there.',
    ),
    fix: {
      ...unix(
        'mkdir -p "$HOME/tmp"',
        'export TMPDIR="$HOME/tmp"',
        '# where GOTMPDIR names the folder: `go env GOTMPDIR`, then `go env -u GOTMPDIR` or `unset GOTMPDIR`',
      ),
      windows: [
        'New-Item -ItemType Directory -Force "$env:LOCALAPPDATA\\Temp"',
        '$env:TMP = "$env:LOCALAPPDATA\\Temp"; $env:TEMP = $env:TMP',
      ],
    },
    confused: [
      { with: 'tmp-noexec', decides: 'There files can be written, and only programs in the folder do not start.' },
      { with: 'disk-full', decides: 'There the folder is right, and writing fails with "no space left on device": `df -h` shows it.' },
      {
        with: 'home-gocache-unusable',
        decides: 'That is the build cache, which go env GOCACHE names; this is the working folder, and its message says "work dir".',
      },
    ],
  },
  'tmp-noexec': {
    meaning: p(
      'The file system of the temporary folder is mounted `noexec`: files can be written there, and no program in it may be',
      'started. `go run` and `go test` build their program there and start it, so they fail with "permission denied". `dlv debug`',
      'and `dlv test` put theirs into the working directory; only a working directory on such a mount stops them, and then dlv says',
      '"not an executable file", which is misleading.',
    ),
    look: p(
      'A small script is written into the folder and started. A folder that can be written to, and whose script is refused, is',
      'mounted noexec.',
    ),
    fix: {
      ...unix(
        'mkdir -p "$HOME/tmp"',
        'export GOTMPDIR="$HOME/tmp"',
        '# or mount it anew, where that is yours to decide: `sudo mount -o remount,exec FOLDER`',
      ),
    },
    confused: [
      {
        with: 'not-a-main-package',
        decides: 'Both can end in "not an executable file". `go list -f \'{{.Name}}\' PACKAGE` prints main here.',
      },
      {
        with: 'exec-target-invalid',
        decides: 'There the file itself lacks the permission (`ls -l`); here it has it, and `findmnt -T FILE` shows noexec.',
      },
      { with: 'apparmor-denied', decides: "There the kernel's log has a line with DENIED for that program." },
    ],
  },
  'disk-full': {
    meaning: p(
      'There is no room left on a file system that a build writes to: the build cache, the module cache, the temporary folder, or',
      'the folder of the package. A debug build is larger than a plain one, since nothing is inlined and DWARF is kept, so it can',
      'fail where the release build passes. A linker that runs out of room can leave half a program behind.',
    ),
    look: p(
      'The temporary folder and the folders of Go are written to, and what go and dlv said is read, for "no space left on device",',
      'an exceeded quota, and the words of Windows for it.',
    ),
    fix: {
      ...unix(
        'df -h . "$(go env GOCACHE)" "$(go env GOMODCACHE)" "${TMPDIR:-/var/tmp}"',
        'df -i .',
        'go clean -cache -testcache',
        '# in a container: the images and layers of the host count, too: `docker system df`',
      ),
      windows: ['Get-PSDrive -PSProvider FileSystem', 'go clean -cache -testcache'],
    },
    confused: [
      {
        with: 'out-of-memory',
        decides: 'There a process is killed; here one is told "no space left on device". A temporary folder in memory (tmpfs) can be both.',
      },
      { with: 'temp-unusable', decides: 'There the folder is missing or may not be written to, however much room there is.' },
    ],
  },
  'open-files-limit': {
    meaning: p(
      'The process may not open as many files at once as it needs. The linker and the go command open many packages in parallel,',
      'and fail with "too many open files". The program being debugged inherits the limit of dlv, so a server can fail under dlv',
      'that runs well by itself.',
    ),
    look: 'What go and dlv said is read for "too many open files".',
    fix: {
      ...unix(
        'ulimit -n',
        'ulimit -n 4096',
        '# in a container: docker run --ulimit nofile=65536:65536 …',
        '# a service: LimitNOFILE= in its systemd unit',
      ),
    },
    confused: [
      {
        with: 'process-limit',
        decides: 'There it is processes and threads: "resource temporarily unavailable", and `ulimit -u` or pids.max is low.',
      },
    ],
  },
  'loopback-unusable': {
    meaning: p(
      'An editor and dlv are two processes that talk over a port of 127.0.0.1. Where none can be bound, dlv cannot listen, and the',
      'editor waits in vain. It happens in sandboxes and in network namespaces without a loopback interface. Debugging in a',
      'terminal without `--headless` needs no port.',
    ),
    look: p(
      'A port of 127.0.0.1 is listened on and connected to. Linux lets a port be bound while the interface `lo` is down; then only',
      'the connection fails, with "network is unreachable".',
    ),
    fix: {
      linux: [
        'ip addr show lo',
        'sudo ip link set lo up',
        '# or do without TCP: `dlv exec --headless --listen=unix:$HOME/dlv.sock ./APP`, then `dlv connect unix:$HOME/dlv.sock`',
      ],
      darwin: ['ifconfig lo0', 'sudo ifconfig lo0 up'],
      windows: [
        'Test-NetConnection 127.0.0.1 -Port 445',
        '# a firewall product that filters the loopback has to make an exception for dlv',
      ],
    },
    confused: [
      {
        with: 'firewall-blocks-dlv',
        decides: 'There the port is bound and dlv says that it listens; the packets of the client do not arrive.',
      },
      { with: 'port-in-use', decides: 'There one port is taken ("address already in use"); here none can be had.' },
      { with: 'localhost-not-loopback', decides: 'There 127.0.0.1 works, and only the name localhost leads elsewhere.' },
    ],
  },
  'localhost-not-loopback': {
    meaning: p(
      'The name `localhost` does not stand for 127.0.0.1 or ::1 here, or for nothing at all. What dials or binds it by name then',
      'reaches another machine, or fails, while the number 127.0.0.1 works. Old versions of dlv on macOS let debugserver dial back',
      'to localhost, and said "stub exited while waiting for connection". Where localhost is ::1 alone, a client that dials the',
      'name misses a dlv that listens on 127.0.0.1.',
    ),
    look: p(
      'The name localhost is looked up as every program does. Each address must be 127.something or ::1; an answer that takes',
      'longer than half a second is not waited for.',
    ),
    fix: {
      linux: [
        'getent ahosts localhost',
        'grep -w localhost /etc/hosts || echo "127.0.0.1 localhost" | sudo tee -a /etc/hosts',
        '# a line there that gives localhost another address: remove it',
      ],
      darwin: [
        'dscacheutil -q host -a name localhost',
        'grep -w localhost /etc/hosts || echo "127.0.0.1 localhost" | sudo tee -a /etc/hosts',
        '# a line there that gives localhost another address: remove it',
      ],
      windows: [
        'Resolve-DnsName localhost',
        'Get-Content "$env:SystemRoot\\System32\\drivers\\etc\\hosts"',
        '# remove a line there that gives localhost another address; Windows needs no line for it',
      ],
    },
    confused: [
      {
        with: 'macos-debug-permission',
        decides: p(
          'Both gave "stub exited while waiting for connection". `ping -c 1 localhost` names another address than 127.0.0.1 or ::1',
          'here.',
        ),
      },
      { with: 'remote-connection-refused', decides: 'There the name is right, and nobody listens at the port.' },
    ],
  },
  'clock-wrong': {
    meaning: p(
      'The clock of this machine is far from the true time. A certificate is then not valid yet, or has expired, so the module',
      'proxy is not trusted and nothing can be downloaded. The time of files lies in the future, which confuses what goes by it',
      '(make, editors); the go command goes by contents and is not confused. Clocks go wrong in virtual machines and in WSL 2 after',
      'the host slept.',
    ),
    look: p(
      'The clock is compared with the day on which this delve-gate was released: no clock that is right is before it. One that is',
      'ahead is not seen; a person compares `date -u` with any other clock.',
    ),
    fix: {
      linux: ['date -u', 'sudo timedatectl set-ntp true', '# WSL 2 after sleep: `sudo hwclock -s`'],
      darwin: ['sudo sntp -sS time.apple.com'],
      windows: [
        'w32tm /resync',
        '# in an elevated PowerShell; `Start-Service w32time` first where it says that the service has not been started',
      ],
    },
    confused: [
      {
        with: 'module-tls-untrusted',
        decides: p(
          'Both are "x509" errors. "certificate has expired or is not yet valid" with a wrong `date` is the clock; "signed by unknown',
          'authority" never is.',
        ),
      },
    ],
  },
  'out-of-memory': {
    meaning: p(
      'The kernel, or the limit of a container, killed a process because memory ran out: the compiler, the linker, dlv or the',
      'program. What is printed is "signal: killed" or exit code 137, and no reason. Debug builds need more than plain ones, since',
      'the linker holds the DWARF of all packages at once, and dlv reads it again.',
    ),
    look: p(
      'What go and dlv said is read for "signal: killed", "cannot allocate memory" and the words of Go\'s runtime for it. Who killed',
      "is in the kernel's log, and in `oom_kill` of the cgroup's memory.events.",
    ),
    fix: {
      linux: [
        'sudo dmesg | grep -i -E "out of memory|oom-kill"',
        'grep oom_kill /sys/fs/cgroup/memory.events',
        'go build -p 1 -gcflags="all=-N -l" ./PACKAGE',
        '# a container: docker run --memory=4g …; Kubernetes: resources.limits.memory',
        '# do not save memory by -ldflags=-w: that takes the debug information out',
      ],
      darwin: ['go build -p 1 -gcflags="all=-N -l" ./PACKAGE', '# Docker Desktop: Settings, Resources, Memory'],
      windows: [
        'go build -p 1 -gcflags="all=-N -l" ./PACKAGE',
        '# WSL 2: memory= under [wsl2] in %UserProfile%\\.wslconfig, then `wsl --shutdown`',
      ],
    },
    confused: [
      {
        with: 'dlv-bug',
        decides: p(
          'Both end with dlv gone. A kill by SIGKILL with a line of the OOM killer in dmesg is this; a panic with lines of',
          'github.com/go-delve is not.',
        ),
      },
      { with: 'macos-codesign', decides: 'On macOS "Killed: 9" at once, with plenty of memory, is the signature.' },
      { with: 'probe-restarts-debuggee', decides: 'There a supervisor kills by time, and memory.events counts no oom_kill.' },
    ],
  },
  'wsl1-unsupported': {
    meaning: p(
      'WSL version 1 has no Linux kernel: Windows answers the system calls, and ptrace(2) is answered only in part. dlv starts and',
      'listens, and fails when it traces the program. WSL 2 runs a real kernel, where debugging works as on any Linux.',
    ),
    look: '/proc/version names Microsoft, and neither WSL2 nor microsoft-standard.',
    fix: {
      linux: ['# on the Windows side, in PowerShell: `wsl --list --verbose`, then `wsl --set-version DISTRIBUTION 2`'],
      windows: ['wsl --list --verbose', 'wsl --set-version DISTRIBUTION 2', 'wsl --set-default-version 2'],
    },
    confused: [
      { with: 'container-ptrace-denied', decides: 'Both are "operation not permitted". `wsl --list --verbose` shows VERSION 1 here.' },
    ],
    from: 'public threads of Delve; the look goes by what such a kernel writes into /proc/version',
  },
  'process-limit': {
    meaning: p(
      'No process or thread could be created: the limit of the user (`ulimit -u`) or of the container (pids.max) is reached. dlv',
      'itself has some ten threads, and the program has its own, so a limit that lets the program run can be too low with dlv',
      'beside it. fork then fails with "resource temporarily unavailable"; a dlv with cgo aborts with "pthread_create failed".',
    ),
    look: p(
      'What dlv said in a failed session is read for "resource temporarily unavailable", "pthread_create failed" and "failed to',
      'create new OS thread".',
    ),
    fix: {
      linux: [
        'ulimit -u',
        'cat /sys/fs/cgroup/pids.max /sys/fs/cgroup/pids.current',
        '# a container: docker run --pids-limit=-1 …; Kubernetes: podPidsLimit of the kubelet; systemd: TasksMax=',
      ],
      darwin: ['ulimit -u', 'sysctl kern.maxprocperuid'],
    },
    confused: [
      {
        with: 'out-of-memory',
        decides: 'Both stop threads from being created. pids.current near pids.max, or many processes of this user, is this.',
      },
      {
        with: 'dlv-bug',
        decides: 'The abort looks like a crash of dlv, with registers and goroutines; its first line names pthread_create.',
      },
    ],
  },
};
