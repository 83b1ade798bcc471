import type { Decides } from '../signature.js';

/** Commands that decide among several causes: each short, harmless, and with what its answers mean. */
export const PROBES = {
  findDlv: {
    run: 'ls -l "$(go env GOPATH)/bin/dlv" "$(go env GOBIN)/dlv"',
    tells: 'a dlv there is only not on PATH (dlv-not-on-path); none there: it was never installed (dlv-not-installed)',
  },
  allDlv: {
    run: 'which -a dlv; dlv version; go version',
    tells: 'several dlv, and an old one first: dlv-shadowed-by-another-copy; one old one: dlv-too-old-for-go',
  },
  checkDlv: { run: 'delve-gate check --only dlv', tells: 'which dlv runs here, which others there are, and whether one matches this Go' },
  checkEnv: { run: 'delve-gate check --only env', tells: 'which value of go env is wrong, and who set it' },
  checkLaunch: {
    run: 'delve-gate check --only smoke',
    tells: 'whether a program of our own can be debugged here: then the fault is in yours',
  },
  packageName: {
    run: "go list -f '{{.Name}} {{.Dir}} {{len .TestGoFiles}}' .",
    tells: 'a name other than main: not-a-main-package; no test files: no-test-files; an error: wrong-working-directory or no-go-mod',
  },
  goPlatform: {
    run: 'go env GOOS GOARCH GOHOSTOS GOHOSTARCH',
    tells:
      'a target that is not the host: target-arch-mismatch; GOHOSTARCH 386 on a 64-bit system: go-32bit-on-64bit-host; else unsupported-platform',
  },
  buildSettings: {
    run: 'go version -m PROGRAM',
    tells:
      'the Go it was built by (dlv-too-old-for-go, go-too-old-for-dlv), -ldflags with -s or -w (debug-info-stripped), -trimpath=true (trimpath), ' +
      'no -gcflags (optimized-binary), CGO_ENABLED=1 and a Go before 1.23 on macOS (macos-linker-dwarf)',
  },
  dlvBuild: {
    run: 'go version "$(which dlv)"; dlv version',
    tells: 'a dlv that an older Go built: dlv-built-with-older-go; an old one: dlv-too-old-for-go',
  },
  fileKind: {
    run: 'ls -ld PROGRAM; file PROGRAM',
    tells:
      'missing, a folder or no program: exec-target-invalid; another system or processor: target-arch-mismatch; ' +
      'an interpreter that is not here: libc-mismatch',
  },
  noexec: { run: 'findmnt -T PROGRAM -o TARGET,OPTIONS', tells: 'noexec among the options: tmp-noexec' },
  ptrace: {
    run: 'grep -E "^(CapEff|Seccomp|NoNewPrivs)" /proc/self/status; cat /proc/sys/kernel/yama/ptrace_scope; uname -r',
    tells:
      'Seccomp 2 or a CapEff without bit 19: container-ptrace-denied; a scope of 1 or more: ptrace-scope-yama; ' +
      'a kernel 4.4.0-…-Microsoft: wsl1-unsupported; else ptrace-denied-host-policy',
  },
  yama: { run: 'cat /proc/sys/kernel/yama/ptrace_scope', tells: '1 or more: ptrace-scope-yama' },
  lsm: {
    run: 'getenforce; cat /proc/self/attr/current; dmesg | grep -i denied',
    tells: 'Enforcing or a profile: selinux-denied, apparmor-denied, ptrace-denied-host-policy',
  },
  owner: { run: 'ps -o user= -p PID; id -un', tells: 'two different users: attach-not-permitted' },
  emulated: {
    run: 'uname -m; grep -m1 -i vendor /proc/cpuinfo; docker image inspect -f "{{.Architecture}}" IMAGE',
    tells: 'a processor that is not the real one: emulated-arch-no-ptrace, image-arch-mismatch',
  },
  portOwner: {
    run: 'ss -ltnp "sport = :PORT"',
    tells: 'who holds the port: an old dlv or debuggee (port-in-use), or nobody (remote-connection-refused)',
  },
  remote: {
    run: 'nc -zv HOST PORT',
    tells:
      'refused: nothing listens there (remote-connection-refused); no answer: firewall-blocks-dlv; open: headless-exits-after-first-client, api-version-mismatch',
  },
  fileList: {
    run: 'dlv exec PROGRAM --allow-non-terminal-interactive --init <(echo "sources main.go"; echo exit)',
    tells: 'the file under another folder: path-mapping; under its module path: trimpath; not at all: breakpoint-file-not-in-program',
  },
  whoRequires: {
    run: 'go list -m -f "{{.GoVersion}}"; go env GOVERSION GOTOOLCHAIN',
    tells:
      'the go line of your own module is newer than GOVERSION: project-needs-newer-go; else the tool to be installed: install-needs-newer-go',
  },
  goVersion: {
    run: 'go version; go env GO111MODULE',
    tells: 'Go before 1.16: go-too-old-for-install-at-version; GO111MODULE=off: gopath-mode-off',
  },
  goVersionOnly: {
    run: 'go version',
    tells: 'the Go that runs: older than the Delve to be installed needs (go-too-old-to-build-dlv), or gccgo (gccgo-toolchain)',
  },
  goroots: {
    run: 'which -a go; go env GOROOT GOVERSION; go tool compile -V',
    tells: 'two versions: goroot-mismatch; a GOROOT that is not there: goroot-invalid',
  },
  goMod: {
    run: 'go env GOMOD GOWORK GOFLAGS',
    tells: 'no GOMOD: no-go-mod or wrong-working-directory; a GOWORK: go-work-mismatch; -mod in GOFLAGS: goflags-mod-conflict',
  },
  xcode: {
    run: 'xcode-select -p; DevToolsSecurity -status; dsmemberutil checkmembership -U "$USER" -G _developer; file "$(which dlv)" "$(which go)"',
    tells:
      'no tools: macos-debugserver-missing; disabled, or not a member: macos-debug-permission; x86_64 on Apple silicon: macos-rosetta-amd64-go; ' +
      'all right: macos-debugserver-eof, reinstall the tools',
  },
  codesign: { run: 'codesign -v --strict "$(which dlv)"', tells: 'anything printed: macos-codesign' },
  localhost: {
    run: 'getent hosts localhost || ping -c1 localhost',
    tells: 'an address that is not 127.0.0.1 or ::1: localhost-not-loopback',
  },
  defender: {
    run: 'Get-MpThreatDetection | Select-Object -Last 3; (Get-MpComputerStatus).SmartAppControlState; Test-Path (Get-Command dlv).Source',
    tells: 'a detection, Smart App Control on, or dlv gone: antivirus-blocks-dlv; else windows-debug-api-refused',
  },
  dap: {
    run: 'dlv dap --listen=127.0.0.1:0',
    tells:
      '"DAP server listening at" at once: the editor or a wrapper is at fault (dap-server-start-timeout, dap-wrapper-breaks-handshake); else dlv itself',
  },
  memory: { run: 'dmesg | grep -i -E "killed process|oom"; cat /sys/fs/cgroup/memory.events', tells: 'an oom_kill: out-of-memory' },
  proxy: {
    run: 'go env GOPROXY GONOSUMDB GOPRIVATE; curl -sSI "$(go env GOPROXY | cut -d, -f1)/github.com/go-delve/delve/@v/list"',
    tells: 'no answer: module-download-blocked; an untrusted certificate: module-tls-untrusted',
  },
  date: { run: 'date -u', tells: 'a wrong date: clock-wrong; else the certificate: module-tls-untrusted' },
  apiVersion: {
    run: 'ps ax | grep "[d]lv.*headless"',
    tells: '--api-version=1 or none in an old dlv: api-version-mismatch; folders that are not yours: path-mapping',
  },
  loader: {
    run: 'ldd "$(which dlv)"',
    tells: 'not found, or not a dynamic program: libc-mismatch; else the file itself: dlv-not-installed',
  },
  probes: {
    run: 'kubectl get pod POD -o yaml | grep -A6 -i probe',
    tells: 'a liveness probe on the container that dlv starts: probe-restarts-debuggee',
  },
} as const satisfies Record<string, Decides>;
