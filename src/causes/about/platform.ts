import { type About, p } from './about.js';

/** What shows on a processor or a system of its own: emulation, architectures, Windows. */
export const platformAbout: Record<string, About> = {
  'emulated-arch-no-ptrace': {
    meaning: p(
      'The process runs by user-mode emulation: qemu-user or Rosetta for Linux translates its instructions, and hands its system',
      'calls to a kernel of another architecture. ptrace(2) cannot be handed on, since the registers would be those of the',
      'emulator, so it is answered with ENOSYS or wrongly. Programs run well, `dlv version` and "API server listening" too; the',
      'first attempt to trace fails with "function not implemented".',
    ),
    look: p(
      'The mapped files of this process and /proc/cpuinfo are read for an emulator, every failed session for "function not',
      'implemented", and the header of the dlv on PATH for another architecture than the machine\'s.',
    ),
    fix: {
      any: [
        "# run an image of the machine's own architecture; outside of the container: `uname -m`",
        'docker run --platform linux/arm64 IMAGE',
        '# or prove the other architecture with a kernel of its own: `delve-gate check --target linux/arm64`',
      ],
    },
    confused: [
      {
        with: 'container-ptrace-denied',
        decides: 'There the kernel refuses: "operation not permitted". Here it is "function not implemented".',
      },
      {
        with: 'macos-rosetta-amd64-go',
        decides: 'That is macOS itself, and dlv says so before it starts anything; this is Linux in a container.',
      },
      { with: 'image-arch-mismatch', decides: 'There nothing emulates, and the program does not even start: "exec format error".' },
    ],
  },
  'binfmt-hides-architecture': {
    meaning: p(
      'The kernel has an emulator registered with binfmt_misc, by Docker Desktop or by the package qemu-user-static, and starts',
      'programs of another architecture by it without telling. So that a program or a dlv of that architecture starts here proves',
      'nothing: it cannot be debugged here, and may not run on the real machine. The registration itself is no fault.',
    ),
    look: p(
      'The entries below /proc/sys/fs/binfmt_misc are read, those that are enabled and of an architecture that the policy or GOARCH',
      'names.',
    ),
    fix: {
      linux: [
        'cat /proc/sys/fs/binfmt_misc/qemu-aarch64',
        'file ./APP',
        '# only where it should not be so, until the next start: `echo -1 | sudo tee /proc/sys/fs/binfmt_misc/NAME`',
      ],
    },
    confused: [
      {
        with: 'emulated-arch-no-ptrace',
        decides: 'That is the failure when something is debugged so; this note only says why a foreign program starts at all.',
      },
      { with: 'target-arch-mismatch', decides: 'Without a registration the same program ends with "exec format error".' },
    ],
  },
  'image-arch-mismatch': {
    meaning: p(
      'The container image holds programs of another CPU architecture than the machine, and no emulator is registered. The first',
      'program in it, a shell, dlv or the application, cannot be started: "exec format error". It happens when an image built on',
      'Apple silicon meets an amd64 cluster, or the other way round.',
    ),
    look: p(
      'No look of delve-gate shows it: it would have to run in that container. A person compares the architecture of the image with',
      'that of the machine.',
    ),
    fix: {
      any: [
        "docker image inspect --format '{{.Os}}/{{.Architecture}}' IMAGE",
        'docker build --platform linux/amd64,linux/arm64 -t IMAGE .',
        '# or pull the one that fits: `docker pull --platform linux/amd64 IMAGE`',
        '# do not register qemu to debug in it: under qemu-user there is no ptrace',
      ],
    },
    confused: [
      {
        with: 'target-arch-mismatch',
        decides: 'There the image is right, and the program in it was built with another GOARCH: `file ./APP` in the container.',
      },
      { with: 'emulated-arch-no-ptrace', decides: 'There an emulator is registered, programs start, and only tracing fails.' },
      { with: 'libc-mismatch', decides: 'There the message is "no such file or directory" or "not found", not "exec format error".' },
    ],
    from: 'public threads of Delve and of container projects',
  },
  'go-32bit-on-64bit-host': {
    meaning: p(
      'The Go on PATH is a 32-bit one (386) on a 64-bit system. It builds 386 programs and a 386 dlv, which Delve supports on Linux',
      'only, and not on Windows or macOS: there the build ends with "your_windows_architecture_is_not_supported_by_delve", or in',
      'old versions with "undefined: ArchInst". On Linux such a dlv works, for 386 programs alone.',
    ),
    look: 'GOHOSTARCH of go env is compared with the machine: 386 on amd64.',
    fix: {
      linux: ['go env GOHOSTARCH', 'uname -m', '# install the amd64 archive from https://go.dev/dl/ and put its bin first on PATH'],
      darwin: ['go env GOHOSTARCH', 'uname -m'],
      windows: [
        'go env GOHOSTARCH',
        '$env:PROCESSOR_ARCHITECTURE',
        '# remove the 386 Go in Settings, Apps; install the windows-amd64 package from https://go.dev/dl/',
      ],
    },
    confused: [
      {
        with: 'unsupported-platform',
        decides: p(
          'There the machine itself is one that Delve does not know; here only the Go is: `go env GOHOSTARCH` says 386 on a 64-bit',
          'system.',
        ),
      },
      { with: 'target-arch-mismatch', decides: 'There GOHOSTARCH is right, and GOARCH=386 was set.' },
    ],
  },
  'antivirus-blocks-dlv': {
    meaning: p(
      'A debugger does what malware does: it starts a process, stops it and writes into it. Security software therefore deletes',
      'dlv.exe, keeps it from starting ("spawn UNKNOWN", "Access is denied"), or forbids it to start a process for debugging. Smart',
      'App Control of Windows 11 blocks programs that nobody has signed, and what was built here is signed by nobody. The Delve',
      'project cannot mend that.',
    ),
    look: p(
      'No look of delve-gate shows it: it is told by messages. A person looks whether the file is still there after the',
      'installation, whether `dlv version` starts, and what the security software has recorded.',
    ),
    fix: {
      darwin: ['# a managed Mac: ask who manages it to allow dlv and debugserver'],
      windows: [
        'Test-Path "$(go env GOPATH)\\bin\\dlv.exe"',
        'Get-MpThreatDetection | Select-Object -Last 5',
        '(Get-MpComputerStatus).SmartAppControlState',
        p(
          '# ask who manages the machine for an exclusion of the folder of dlv.exe and of the built programs; in an elevated',
          'PowerShell of your own:',
        ),
        'Add-MpPreference -ExclusionPath "$(go env GOPATH)\\bin\\dlv.exe"',
        p(
          '# Smart App Control knows no exclusions: take another machine, WSL 2, or turn it off in Windows Security knowing what',
          'that means',
        ),
      ],
    },
    confused: [
      {
        with: 'windows-debug-api-refused',
        decides: "There no product has recorded anything, and another user's or a protected process is the matter.",
      },
      { with: 'dlv-not-installed', decides: 'The installation succeeded here, and the file is gone a moment later.' },
      { with: 'dlv-does-not-start', decides: '"spawn UNKNOWN" from an editor on Windows, with a file that is whole, is this.' },
    ],
    from: 'public threads of Delve, such as go-delve/delve#1161, #4081 and #4342',
  },
  'windows-debug-api-refused': {
    meaning: p(
      'On Windows dlv starts the program with the flag DEBUG_PROCESS, or attaches by DebugActiveProcess. Windows refuses with',
      '"Access is denied" when the process belongs to another user or a service and dlv has no SeDebugPrivilege, when it is',
      'protected, or when a policy forbids it. It answers "The parameter is incorrect" or "not supported" when another debugger has',
      'the process already, or when a 32-bit and a 64-bit side meet.',
    ),
    look: p(
      'No look of delve-gate shows it: it needs Windows. Delve asks for SeDebugPrivilege before it attaches, and complains of not',
      'getting it only when attaching fails.',
    ),
    fix: {
      windows: [
        'whoami /priv | Select-String SeDebugPrivilege',
        'Get-Process -Id PID -IncludeUserName',
        '# start PowerShell as administrator, and attach from there',
        'Start-Process powershell -Verb RunAs',
        '# or let dlv start the program itself: `dlv exec .\\APP.exe`',
      ],
    },
    confused: [
      {
        with: 'antivirus-blocks-dlv',
        decides: 'There security software has recorded it, or even a program of your own that dlv starts itself is refused.',
      },
      {
        with: 'target-arch-mismatch',
        decides: 'A program of another architecture cannot be debugged: `go version -m .\\APP.exe` shows GOARCH.',
      },
      { with: 'already-being-debugged', decides: 'Another debugger or profiler holds the process: close it.' },
    ],
    from: 'Delve 1.27.2, Attach and acquireDebugPrivilege in pkg/proc/native/proc_windows.go; go-delve/delve#3136',
  },
};
