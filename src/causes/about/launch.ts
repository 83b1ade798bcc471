import { type About, p, unix } from './about.js';

/** Whether dlv can start the program. */
export const launchAbout: Record<string, About> = {
  'workdir-not-writable': {
    meaning: p(
      'dlv debug and dlv test put the program that they build, `__debug_bin…`, into the working directory. Where that cannot be',
      'written to, a checkout of another user, a mounted volume, a read-only file system, the build fails with "permission denied"',
      'or "read-only file system". A folder for temporary files does not help: it is not used for that.',
    ),
    look: 'What dlv said is read for a refusal at a file called __debug_bin.',
    fix: {
      ...unix(
        'ls -ld .',
        'dlv debug --output "$HOME/debug_bin" ./PACKAGE',
        p(
          '# in launch.json: "output": "/home/you/debug_bin"; or build first: `go build -gcflags="all=-N -l" -o "$HOME/APP"',
          './PACKAGE && dlv exec "$HOME/APP"`',
        ),
      ),
      windows: ['icacls .', 'dlv debug --output "$env:LOCALAPPDATA\\debug_bin.exe" .\\PACKAGE'],
    },
    confused: [
      { with: 'temp-unusable', decides: 'There "work dir" stands in the message, and no go build works at all.' },
      { with: 'disk-full', decides: 'There "no space left on device" stands behind the name of the file.' },
      { with: 'antivirus-blocks-dlv', decides: 'On Windows "Access is denied" at __debug_bin.exe may be a scanner that holds it.' },
    ],
  },
  'dlv-bug': {
    meaning: p(
      'dlv ended by itself in the middle of a session: it panicked, or something killed it. A panic prints "panic:" and goroutines',
      'with lines of github.com/go-delve; a kill prints nothing. What dlv started may go on running.',
    ),
    look: 'The end of the dlv process is read: a signal that delve-gate did not send.',
    fix: {
      any: ['# when it comes back: report it to Delve with the output of `dlv … --log --log-output=debugger,dap`'],
      ...unix('dlv version', 'sudo dmesg | tail -n 20', 'go install github.com/go-delve/delve/cmd/dlv@latest'),
      windows: ['dlv version', 'go install github.com/go-delve/delve/cmd/dlv@latest'],
    },
    confused: [
      { with: 'out-of-memory', decides: 'SIGKILL with a line of the OOM killer in dmesg is memory.' },
      { with: 'process-limit', decides: 'An abort that names pthread_create is a limit.' },
      { with: 'program-crashes-at-start', decides: "A panic without lines of github.com/go-delve is the program's." },
    ],
  },
  'program-crashes-at-start': {
    meaning: p(
      'The program itself panics, or ends with an error, before it reaches the breakpoint. dlv stops at a panic that nothing',
      'recovers, so a debugger shows it as a stop at a place where nobody set one. A missing configuration, a flag or a database of',
      'the real environment is a usual reason.',
    ),
    look: 'A session that ended early, or stopped elsewhere, is read for a panic, a fatal error or a signal.',
    fix: {
      ...unix(
        './APP',
        p('# run it without a debugger, in the folder and with the environment that dlv has; or name an earlier place in', 'smoke.break'),
      ),
      windows: [
        '.\\APP.exe',
        p('# run it without a debugger, in the folder and with the environment that dlv has; or name an earlier place in', 'smoke.break'),
      ],
    },
    confused: [
      { with: 'dlv-bug', decides: "There the goroutines of the panic are dlv's own." },
      { with: 'wrong-working-directory', decides: 'A program that does not find its files was started elsewhere.' },
      { with: 'breakpoint-not-hit', decides: 'There it runs on, or ends with 0.' },
    ],
  },
  'exec-target-invalid': {
    meaning: p(
      'What dlv exec is to start is not there, is a folder, may not be executed, or is no program for this system. In containers',
      'the path is right outside and wrong inside, or a mounted volume hides the program that the image has there.',
    ),
    look: p(
      'The file that smoke.binary names is looked at, and what dlv said in a failed session is read for "fork/exec …: no such file',
      'or directory", "permission denied" and "is a directory".',
    ),
    fix: {
      ...unix(
        'ls -l ./APP',
        'file ./APP',
        'chmod u+x ./APP',
        p(
          '# in the container: `docker exec CONTAINER ls -l /app/APP`; a program of another C library: look for its loader with',
          '`readelf -l ./APP | grep interpreter`',
        ),
      ),
      windows: ['Get-Item .\\APP.exe'],
    },
    confused: [
      { with: 'tmp-noexec', decides: 'The file is whole and executable, and its file system is mounted noexec.' },
      { with: 'libc-mismatch', decides: '"no such file or directory" of a file that is there is a missing loader.' },
      { with: 'not-a-main-package', decides: '"not an executable file" after dlv debug is the package.' },
      { with: 'binary-wrong-arch', decides: '"exec format error" is a program for another machine.' },
    ],
  },
  'core-unreadable': {
    meaning: p(
      'dlv core cannot read the file: it is no core, was cut short by a limit, is of another architecture than the program, or of a',
      'system that Delve reads no cores of. Delve reads those of linux/amd64 and linux/arm64, minidumps of windows/amd64, and its',
      'own dumps. A core beside a program that was built anew is read, and shows wrong lines.',
    ),
    look: 'No look of delve-gate shows it: in mode core it makes the core itself. A person looks at both files.',
    fix: {
      linux: [
        'file CORE ./APP',
        'ulimit -c unlimited',
        'GOTRACEBACK=crash ./APP',
        '# with systemd: `coredumpctl dump PID -o CORE`; then `dlv core ./APP CORE`',
      ],
      darwin: ['# Delve reads no cores of macOS: use `dump` of dlv in a running session, and dlv core with that'],
      windows: ['# a full dump: Task Manager, Create memory dump file; then `dlv core .\\APP.exe APP.DMP`'],
    },
    confused: [
      {
        with: 'emulated-arch-no-ptrace',
        decides: 'Under qemu-user the kernel writes a core of qemu itself beside the program\'s: "architecture mismatch".',
      },
      { with: 'optimized-binary', decides: 'There the core is read, and variables are missing.' },
    ],
  },
  'rr-missing': {
    meaning: p(
      'The rr backend, or dlv replay, is asked for, and there is no rr, or it cannot run: it exists for Linux only, needs',
      'performance counters that most virtual machines and containers do not have, and /proc/sys/kernel/perf_event_paranoid of 1 or',
      'less. Without rr on PATH dlv says "backend unavailable", and does not know the command replay.',
    ),
    look: 'No look of delve-gate shows it: it does not use rr. A person asks rr itself.',
    fix: {
      linux: ['rr --version', 'cat /proc/sys/kernel/perf_event_paranoid', 'sudo sysctl kernel.perf_event_paranoid=1', 'rr record ./APP'],
      darwin: ['# rr does not exist there: debug without --backend=rr'],
      windows: ['# rr does not exist there: debug without --backend=rr'],
    },
    confused: [{ with: 'dlv-lacks-flag', decides: '"unknown command replay" is a missing rr, not an old dlv.' }],
  },
  'program-needs-loader': {
    meaning: p(
      'The program is linked dynamically, and a guest has no loader and no libraries: it holds the kernel, dlv and the program',
      'alone. A program with cgo is such a one, and so is one built with -buildmode=pie and external linking.',
    ),
    look: 'The header of the program is read for the loader that it names, before the guest gets it.',
    fix: {
      any: [
        'CGO_ENABLED=0 go build -gcflags="all=-N -l" ./PACKAGE',
        '# a program that cannot do without C: prove the target on a native runner',
      ],
    },
    confused: [
      { with: 'libc-mismatch', decides: 'There a system has a loader, and not the one that is named.' },
      { with: 'binary-wrong-arch', decides: 'There the program is for another processor.' },
    ],
  },
  'mode-not-possible-there': {
    meaning: p(
      'A mode that the policy asks for cannot be tried on that target: in a guest there is no Go toolchain, so debug and test are',
      'not possible, and cores are not read on every architecture. What was not tried counts as failed, since nobody knows.',
    ),
    look: 'Sessions that were skipped as impossible are compared with `smoke.modes` and `smoke.optional` of the policy.',
    fix: {
      any: [
        '# where it is enough that the other modes work: `smoke.optional: [debug]`',
        '# or prove the target on a native runner: `delve-gate plan` names one where there is one',
      ],
    },
    confused: [{ with: 'user-mode-cannot-debug', decides: 'With emulation: user no mode can be tried at all.' }],
  },
};
