import { certain, type Log, likely, near, possible, type Signature, says } from '../signature.js';
import { commandMissing } from './commands.js';
import { DELVE_SOURCES, isNewStandard, isOldStandard, printed } from './context.js';
import { PROBES } from './probes.js';

const MISSING = [certain('go-not-on-path')];

/** The tree of Go that `go env` names, without a separator at the end. */
const folder = (log: Log): string | undefined => printed(log, 'GOROOT')?.replace(/[/\\]$/, '');
const within = (path: string, root: string | undefined): boolean =>
  root !== undefined && (path.startsWith(`${root}/`) || path.startsWith(`${root}\\`));

/** Messages of a go command whose tree is not there, or not its own. */
export const gorootSignatures: readonly Signature[] = [
  ...commandMissing('go', MISSING, [PROBES.goroots]),
  {
    example: 'Failed to run "go env" (Error: spawn /usr/local/go/bin/go ENOENT)',
    has: 'bin/go enoent',
    pattern: /spawn \S{1,200}\/bin\/go ENOENT/,
    tells: [likely('go-not-on-path'), possible('goroot-invalid')],
    decide: [PROBES.goroots],
    source: 'VS Code',
  },
  {
    example: 'bash: /usr/local/go/bin/go: No such file or directory',
    has: 'bin/go: no such file or directory',
    pattern: /(?<!fork\/exec )(?:^|[\s"'])\/[\w./-]{1,200}\/bin\/go: No such file or directory/i,
    tells: [likely('go-not-on-path'), possible('goroot-invalid')],
    decide: [PROBES.goroots],
  },
  {
    example: 'go: cannot find GOROOT directory: /opt/go',
    has: 'cannot find goroot directory',
    pattern: /cannot find GOROOT directory/,
    tells: [certain('goroot-invalid')],
    source: 'go command',
  },
  {
    example: 'GOROOT is not set',
    has: 'goroot is not ',
    pattern: /GOROOT is not (?:set|defined)|GOROOT is not a directory/,
    tells: [likely('goroot-invalid')],
    decide: [PROBES.goroots],
    source: 'GoLand, trimmed go binaries',
  },
  {
    example: 'The selected directory is not a valid home for Go SDK',
    has: 'not a valid home for go sdk',
    pattern: /not a valid home for Go SDK/,
    tells: [likely('goroot-invalid')],
    source: 'GoLand',
  },
  {
    example: 'go: no such tool "compile"',
    has: 'no such tool "',
    pattern: /no such tool "(?:compile|asm|link|cgo|vet|cover|[568][agl])"/,
    tells: [likely('goroot-invalid'), possible('goroot-mismatch')],
    decide: [PROBES.goroots],
    source: 'go command',
  },
  {
    example: 'fork/exec /usr/local/go/pkg/tool/linux_amd64/compile: no such file or directory',
    has: 'pkg/tool/',
    pattern: /pkg\/tool\/\w{1,40}\/\w{1,20}:? ?no such file or directory/i,
    tells: [likely('goroot-invalid')],
    decide: [PROBES.goroots],
  },
  {
    example: 'fork/exec /usr/local/go/bin/go: no such file or directory',
    has: 'bin/go: no such file',
    pattern: /fork\/exec \S{1,200}\/bin\/go: no such file/,
    tells: [likely('goroot-invalid')],
    decide: [PROBES.goroots],
  },
  {
    example: 'fork/exec C:\\Go\\pkg\\tool\\windows_amd64\\compile.exe: The system cannot find the file specified.',
    has: '\\pkg\\tool\\',
    pattern: /\\pkg\\tool\\[^:\n]{1,80}: (?:The system cannot find|no such)/i,
    tells: [likely('goroot-invalid')],
    decide: [PROBES.goroots],
  },
  {
    example: 'package fmt is not in GOROOT (/opt/go/src/fmt)',
    has: 'is not in goroot',
    pattern: /package ([\w./-]{1,100}) is not in GOROOT/,
    tells: [
      likely('goroot-invalid', isOldStandard),
      likely('go-too-old-to-build-dlv', (log, match) => isNewStandard(log, match) && log.says(DELVE_SOURCES)),
      likely('project-needs-newer-go', (log, match) => isNewStandard(log, match) && !log.says(DELVE_SOURCES)),
      possible('wrong-working-directory', (log, match) => !isOldStandard(log, match) && !isNewStandard(log, match)),
      possible('no-go-mod', (log, match) => !isOldStandard(log, match) && !isNewStandard(log, match)),
      possible('gopath-mode-off', (log, match) => !isOldStandard(log, match) && !isNewStandard(log, match)),
    ],
    decide: [PROBES.goroots, PROBES.goMod],
    source: 'Go 1.13 to 1.20',
  },
  {
    example: 'package fmt is not in std (/opt/go/src/fmt)',
    has: 'is not in std',
    pattern: /package ([\w./-]{1,100}) is not in std/,
    tells: [
      likely('goroot-invalid', isOldStandard),
      likely('go-too-old-to-build-dlv', (log, match) => isNewStandard(log, match) && log.says(DELVE_SOURCES)),
      likely('project-needs-newer-go', (log, match) => isNewStandard(log, match) && !log.says(DELVE_SOURCES)),
      possible('wrong-working-directory', (log, match) => !isOldStandard(log, match) && !isNewStandard(log, match)),
      possible('no-go-mod', (log, match) => !isOldStandard(log, match) && !isNewStandard(log, match)),
    ],
    decide: [PROBES.goroots, PROBES.goMod],
    source: 'Go 1.21 and later',
  },
  {
    example: 'main.go:4:2: cannot find package "fmt" in any of:',
    has: 'cannot find package "',
    pattern: /cannot find package "([\w./-]{1,100})" in any of/,
    tells: [
      likely('goroot-invalid', isOldStandard),
      likely('go-too-old-to-build-dlv', (log, match) => isNewStandard(log, match) && log.says(DELVE_SOURCES)),
      likely('project-needs-newer-go', (log, match) => isNewStandard(log, match) && !log.says(DELVE_SOURCES)),
    ],
    decide: [PROBES.goroots],
    source: 'Go before 1.16',
  },
  {
    example: 'main.go:4:2: could not import fmt (cannot find package "fmt" in GOROOT)',
    has: 'could not import ',
    pattern: /could not import (\w{2,20}(?:\/\w{1,20})?) \((?:cannot find|open|no metadata|can't find)/,
    tells: [possible('goroot-invalid', isOldStandard)],
    decide: [PROBES.goroots],
    source: 'gopls',
  },
  {
    example: 'compile: version "go1.19" does not match go tool version "go1.19.5"',
    has: 'does not match go tool version',
    pattern: /does not match go tool version/,
    tells: [certain('goroot-mismatch')],
    source: 'go tool',
  },
  {
    example: '/usr/local/go/src/runtime/internal/sys/zversion.go:5:7: DefaultGoroot redeclared in this block',
    has: '.go:',
    pattern:
      /(?:^|[\s/\\])(?:[Gg]o[\w.-]{0,20}|toolchain[/\\]current)[/\\](?:libexec[/\\])?src[/\\](?:pkg[/\\])?(?:runtime|internal|sync|syscall|os|reflect|unicode|errors|fmt|math|time|strconv|net|crypto|bytes|strings|sort|io)[/\\][\w/\\.]{1,100}\.go:\d{1,6}(?::\d{1,5})?: (?!(?:other|previous) )[^\n]{0,200}(?:redeclared|undefined:|missing function body|imported and not used|not declared|undeclared|expected)/,
    tells: [likely('goroot-mismatch')],
    decide: [PROBES.goroots],
    source: "errors within Go's own tree: two trees are mixed",
  },
  {
    example: 'warning: GOPATH set to GOROOT (/usr/local/go) has no effect',
    has: 'gopath set to goroot',
    pattern: /GOPATH set to GOROOT/,
    tells: [certain('gopath-equals-goroot')],
    source: 'Go 1.8 and later',
  },
  {
    example: 'warning: both GOPATH and GOROOT are the same directory (/usr/local/go); see https://go.dev/wiki/InstallTroubleshooting',
    has: 'gopath and goroot are the same',
    pattern: /GOPATH and GOROOT are the same/i,
    tells: [certain('gopath-equals-goroot')],
    source: 'Go 1.20 and later',
  },
  {
    example:
      "package github.com/go-delve/delve/cmd/dlv: cannot download, $GOPATH must not be set to $GOROOT. For more details see: 'go help gopath'",
    has: 'gopath must not be set to $goroot',
    pattern: /GOPATH must not be set to \$GOROOT/,
    tells: [certain('gopath-equals-goroot')],
    source: 'go get',
  },
  {
    example: 'GOPATH="/usr/local/go"',
    has: 'gopath=',
    pattern: /^\s{0,8}(?:set |export )?GOPATH=["']?([^"'\n]{1,300}?)[/\\]?["']?$/,
    tells: [
      likely('gopath-equals-goroot', (log, match) => folder(log) === match[1]),
      possible('gopath-equals-goroot', (log, match) => within(match[1] as string, folder(log))),
    ],
    decide: [PROBES.checkEnv],
    source: 'go env',
  },
  {
    example: 'usage: asm [options] file.s ...',
    has: '[options] file.',
    pattern: /^usage: (?:asm|compile|cgo|link) \[options\] file\./,
    tells: [likely('goroot-mismatch', says(/flag provided but not defined: -|go tool (?:asm|compile|link|cgo)/))],
    decide: [PROBES.goVersionOnly],
    source: 'a tool of another Go than the go command',
  },
  {
    example: 'flag provided but not defined: -goversion',
    has: 'flag provided but not defined: -',
    pattern:
      /flag provided but not defined: -(?:V|buildid|goversion|trimpath|importcfg|lang|complete|dwarf|std|symabis|gensymabis|compiling-runtime|p|c)$/,
    tells: [
      likely(
        'goroot-mismatch',
        near(
          /go tool (?:asm|compile|link|cgo)|usage: (?:asm|compile|link|cgo) |\/(?:asm|compile|link): exit status|^# (?:runtime|internal)/,
        ),
      ),
    ],
    decide: [PROBES.goroots],
    source: 'a tool of another Go than the go command',
  },
  {
    example: 'package runtime: C source files not allowed when not using cgo: atomic_amd64.c defs.c float.c',
    has: 'source files not allowed when not using cgo',
    pattern: /package (?:runtime|syscall|reflect|sync\/atomic)\b[^\n]{0,40}: C source files not allowed when not using cgo/,
    tells: [certain('goroot-mismatch')],
    source: 'files of two versions of Go in one tree',
  },
  {
    example: 'Cannot run program "/usr/local/go/bin/go" (in directory "/src"): error=2, No such file or directory',
    has: 'cannot run program "',
    pattern: /Cannot run program "[^"\n]{0,300}[\\/]go(?:\.exe)?"/,
    tells: [likely('goroot-invalid'), possible('go-not-on-path')],
    decide: [PROBES.goroots],
    source: 'GoLand',
  },
  {
    example: 'dyld: Symbol not found: _SecTrustCopyCertificateChain',
    has: 'dyld',
    pattern: /dyld(?:\[\d{1,9}\])?: (?:Symbol not found|Library not loaded|missing LC_UUID|lazy symbol binding failed)/,
    tells: [
      likely('dlv-does-not-start', near(/\bdlv\b|delve/)),
      likely('go-command-broken', near(/bin\/go\b|\bgo (?:version|build|env|install|run|test)\b/)),
    ],
    decide: [PROBES.goVersionOnly],
    source: 'macOS: a Go or a program for a newer or older macOS',
  },
];
