import { type About, p, unix } from './about.js';

/** The go command itself, and the Go that the project asks for. */
export const goAbout: Record<string, About> = {
  'go-not-on-path': {
    meaning: p(
      'No go command is found. dlv needs it for `dlv debug` and `dlv test`, which build the program, and every editor starts it to',
      'find modules and GOROOT. Often Go is installed, and only the process that needs it has another PATH: an editor that was',
      'started from the desktop, a service, `sh -c` in a container, sudo.',
    ),
    look: 'Each folder of PATH is looked at for go; then the usual folders, /usr/local/go/bin among them.',
    fix: {
      linux: [
        'ls /usr/local/go/bin/go "$HOME/go/bin" 2>/dev/null',
        'export PATH="/usr/local/go/bin:$PATH"',
        '# where sudo takes it away: `sudo env "PATH=$PATH" dlv …`',
      ],
      darwin: [
        'export PATH="/usr/local/go/bin:/opt/homebrew/bin:$PATH"',
        '# an editor from the Dock has no PATH of your shell: start it from a terminal, or set the path in its settings',
      ],
      windows: [
        '$env:Path = "C:\\Program Files\\Go\\bin;$env:Path"',
        '# then start the editor anew: it keeps the PATH that it was started with',
      ],
    },
    confused: [
      { with: 'dlv-not-on-path', decides: 'There go runs, and dlv is what is not found.' },
      { with: 'go-command-broken', decides: 'There a file is found, and does not run.' },
    ],
  },
  'gccgo-toolchain': {
    meaning: p(
      "The go command is that of gccgo, the Go of GCC, which Linux distributions install beside or instead of Go's own. It compiles",
      'with GCC, does not know `-gcflags="all=-N -l"` as Delve means it, and writes DWARF that Delve does not read as Go\'s. Delve',
      "is built and tested with Go's own compiler only.",
    ),
    look: 'The version that go env names contains the word gccgo.',
    fix: {
      linux: [
        'go version',
        'sudo apt-get install golang-go',
        'sudo update-alternatives --config go',
        "# or Go's own archive, first on PATH: https://go.dev/doc/install",
      ],
      darwin: ['# gccgo does not exist there: install Go from https://go.dev/doc/install'],
      windows: ['# gccgo does not exist there: install Go from https://go.dev/doc/install'],
    },
    confused: [{ with: 'goroot-mismatch', decides: "There two of Go's own trees are mixed: `go version` names no gccgo." }],
  },
  'goroot-invalid': {
    meaning: p(
      'GOROOT is set, and names no Go tree: the folder is gone, holds only bin/go, or the value has a `$HOME` or `~` in it that',
      'nothing expanded. Every go command then fails with "cannot find GOROOT directory", `go env -u GOROOT` included. Nobody has',
      'to set GOROOT: the go command knows its own tree.',
    ),
    look: p(
      'The value is taken from the environment or from the GOENV file, read as a file, since go env itself may fail. The folder',
      'must exist and have src/runtime.',
    ),
    fix: {
      ...unix(
        'env | grep GOROOT',
        'unset GOROOT',
        'env -u GOROOT GOENV=off go env GOROOT',
        '# where `go env -w` wrote it: run `GOROOT=TREE go env -u GOROOT`, with the tree that the line before printed',
      ),
      windows: [
        'Get-ChildItem Env:GOROOT',
        'Remove-Item Env:GOROOT',
        "[Environment]::SetEnvironmentVariable('GOROOT', $null, 'User')",
        '# where go env -w wrote it: remove the line GOROOT= from $env:AppData\\go\\env',
      ],
    },
    confused: [
      { with: 'goroot-mismatch', decides: 'There GOROOT is a whole tree, of another version than the go command.' },
      { with: 'go-command-broken', decides: 'There it fails with GOROOT unset, too.' },
    ],
  },
  'goroot-mismatch': {
    meaning: p(
      'The go command is of one installation, and its compiler and standard library of another. A GOROOT that was exported for an',
      'older Go, a version manager, or two archives that were unpacked over each other do this. Every build fails with "compile:',
      'version … does not match go tool version …", which looks like a broken compiler.',
    ),
    look: 'The version of the go command is compared with the file VERSION in its GOROOT, and with what `go tool compile -V` says.',
    fix: {
      ...unix(
        'go version',
        'head -n 1 "$(go env GOROOT)/VERSION"',
        'unset GOROOT',
        'go env -u GOROOT',
        p(
          '# both from one tree, and still different: remove the folder and unpack Go into an empty one, since unpacking over an',
          'old tree mixes them',
        ),
      ),
      windows: [
        'go version',
        'Get-Content "$(go env GOROOT)\\VERSION" -TotalCount 1',
        'Remove-Item Env:GOROOT -ErrorAction SilentlyContinue',
        'go env -u GOROOT',
      ],
    },
    confused: [
      {
        with: 'stale-build-cache',
        decides: p(
          'There it is packages compiled earlier that do not match; with a Go of modules the build cache never is the reason, and `go',
          'clean -cache` does not help here.',
        ),
      },
      {
        with: 'toolchain-auto-switched',
        decides: 'A switch by go.mod is consistent by itself. It breaks only where GOROOT is exported, too.',
      },
      { with: 'several-go', decides: 'Several Go on PATH are no fault; a mix of two is.' },
    ],
  },
  'go-command-broken': {
    meaning: p(
      'The go command is there, and fails even with nothing set from outside: the file is damaged, is for another system, or its',
      'tree is incomplete. Nothing of Go works then, and dlv neither builds nor finds sources.',
    ),
    look: p(
      "`go env` is run in an environment that is emptied of Go's variables. It speaks only where no other cause explains the",
      'failure.',
    ),
    fix: {
      ...unix(
        'file "$(command -v go)"',
        'env -u GOROOT -u GOTOOLCHAIN GOENV=off GOTOOLCHAIN=local go version',
        '# install Go anew, into an empty folder: https://go.dev/doc/install',
      ),
      windows: [
        'Get-Command go | Format-List Source',
        '$env:GOENV = "off"; $env:GOTOOLCHAIN = "local"; go version',
        '# install Go anew: https://go.dev/doc/install',
      ],
    },
    confused: [
      { with: 'goroot-invalid', decides: 'There it works as soon as GOROOT is unset.' },
      { with: 'toolchain-not-available', decides: 'There it works with GOTOOLCHAIN=local.' },
      { with: 'env-written-by-go-env-w', decides: 'There it works with GOENV=off.' },
    ],
  },
  'go-version-not-allowed': {
    meaning: p(
      'The policy names a range of Go versions in `go.version`, and the Go in force is outside of it. Nothing is broken by that',
      'alone; the policy wants everybody to debug with the same.',
    ),
    look: "The version that go env names in the project's folder, after any switch of toolchains, is compared with the range.",
    fix: { any: ['go version', '# install a Go of that range, or widen go.version in the policy'] },
    confused: [
      {
        with: 'project-needs-newer-go',
        decides: 'There go.mod asks for the version, and the go command refuses; here only the policy does.',
      },
      { with: 'go-version-drift', decides: 'There a file of a version manager names another version.' },
    ],
  },
  'several-go': {
    meaning: p(
      'Several versions of Go are on PATH. The first one is in force; an editor, a script with a PATH of its own, or sudo may start',
      'another, and then the program is built by one Go and dlv by another.',
    ),
    look: 'Every go in a folder of PATH is asked for its version. Two names of the same file, or two of the same version, do not count.',
    fix: {
      ...unix('which -a go', '# keep the wanted one first on PATH, for the shell and for the editor, or remove the others'),
      windows: ['Get-Command go -All', '# keep the wanted one first in Path, of the machine and of the user, or remove the others'],
    },
    confused: [
      {
        with: 'goroot-mismatch',
        decides: 'That is a fault: one go command with the tree of another. Several Go that are each whole are none.',
      },
      { with: 'toolchain-auto-switched', decides: 'There one Go starts another by go.mod, with only one on PATH.' },
    ],
  },
  'toolchain-not-available': {
    meaning: p(
      'go.mod, go.work or GOTOOLCHAIN asks for a Go toolchain that cannot be had: it was never released, its name is incomplete',
      '(`go1.25` for GOTOOLCHAIN, where `go1.25.0` is a release), the proxy does not have it, or downloads are off. Since Go 1.21',
      'every go command in that folder fails then, `go version` and `go env` included.',
    ),
    look: p(
      "go env fails in the project's folder and works outside of it, and its message names a toolchain. The line of go.mod or",
      'go.work, or the origin of GOTOOLCHAIN, is the place.',
    ),
    fix: {
      ...unix(
        "grep -n -E '^(go|toolchain) ' go.mod",
        'GOTOOLCHAIN=local go version',
        'GOTOOLCHAIN=local go env -u GOTOOLCHAIN',
        '# name a release in go.mod, with its patch level: `go 1.25.0`; or install that Go',
      ),
      windows: [
        "Select-String -Path go.mod -Pattern '^(go|toolchain) '",
        '$env:GOTOOLCHAIN = "local"; go version; go env -u GOTOOLCHAIN',
        '# name a release in go.mod, with its patch level: go 1.25.0; or install that Go',
      ],
    },
    confused: [
      { with: 'project-needs-newer-go', decides: 'There the wanted Go exists, and GOTOOLCHAIN=local keeps it from being fetched.' },
      { with: 'module-download-blocked', decides: 'There nothing can be downloaded, this toolchain as little as any module.' },
      { with: 'go-mod-invalid', decides: 'There the line itself cannot be read.' },
    ],
  },
  'project-needs-newer-go': {
    meaning: p(
      'go.mod or go.work has a `go` line that is newer than the Go that runs, and GOTOOLCHAIN=local keeps the go command from',
      'fetching a newer one. Every build says "go.mod requires go >= …". The official golang images set GOTOOLCHAIN=local, and',
      'setup-go does so since version 6.',
    ),
    look: 'The `go` lines of go.work (unless GOWORK is off) and go.mod are compared with the version that go env names.',
    fix: {
      any: [
        'go env GOVERSION GOTOOLCHAIN',
        '# in a workflow: actions/setup-go with `go-version-file: go.mod`; in a Dockerfile: a newer golang image',
      ],
      ...unix('GOTOOLCHAIN=auto go version'),
      windows: ['$env:GOTOOLCHAIN = "auto"; go version'],
    },
    confused: [
      {
        with: 'install-needs-newer-go',
        decides: 'The words are the same. Here "go.mod" or "go.work" stands before "requires", there a module with @version.',
      },
      { with: 'toolchain-not-available', decides: 'There fetching is allowed, and there is no such Go.' },
    ],
  },
  'go-env-fails': {
    meaning: p(
      'go env fails in this project: a variable has a value that the go command refuses, such as an experiment that this release does',
      'not have, or there is a reason that delve-gate has no name for. Every go command in the folder fails alike, and so do editors',
      'and dlv, which ask it first.',
    ),
    look: p(
      "go env is run in the project's folder, and once more without any setting of Go's. It speaks only where no other cause explains",
      'the failure. A variable that was set, and that the message names, is told with where it comes from; a line of go.mod or go.work',
      'in the message is the place.',
    ),
    fix: { any: ['go env', '# mend what it names; `git log -p go.mod go.work` shows what changed last'] },
    confused: [
      { with: 'env-written-by-go-env-w', decides: 'Where the variable that is named is in the GOENV file, that line is the fault.' },
      { with: 'go-mod-invalid', decides: 'Where the message names a line of go.mod or go.work, that line is the fault.' },
      { with: 'toolchain-not-available', decides: 'Where the message names a toolchain, that is the cause.' },
    ],
  },
  'toolchain-auto-switched': {
    meaning: p(
      'The go command that is installed reads go.mod or go.work (or GOTOOLCHAIN), and runs another, newer Go that it has fetched.',
      'That is meant to happen. A dlv that matches the installed Go need not match that one, GOROOT is another folder than one',
      'expects, and `go version` answers differently inside and outside of the project.',
    ),
    look: "The version of the go command by itself is compared with the one that go env names in the project's folder.",
    fix: {
      ...unix(
        'go version',
        '(cd / && GOTOOLCHAIN=local go version)',
        '# nothing has to be mended; for the same Go everywhere install the one that go.mod names',
      ),
      windows: [
        'go version',
        '$env:GOTOOLCHAIN = "local"; go version; Remove-Item Env:GOTOOLCHAIN',
        '# nothing has to be mended; for the same Go everywhere install the one that go.mod names',
      ],
    },
    confused: [
      { with: 'several-go', decides: 'There several are on PATH; here one starts another.' },
      { with: 'dlv-too-old-for-go', decides: 'That is what a switch to a newer Go leads to, when dlv is older.' },
    ],
  },
  'gofmt-of-another-go': {
    meaning: p(
      'The first gofmt on PATH belongs to another Go than the first go: its folder stands before the one of the go command. Debugging',
      'goes on; but code is formatted, and checked for it, by other rules than those of the Go that builds it, and what else lies in',
      'that folder goes first as well.',
    ),
    look: p(
      'The first go and the first gofmt of PATH are looked up. Where they lie in different folders, their real files and the versions of',
      'their trees are compared.',
    ),
    fix: {
      ...unix('command -v -a go gofmt', 'export PATH="$(dirname "$(command -v go)"):$PATH"'),
      windows: ['Get-Command -All go, gofmt', '$env:Path = "$(Split-Path (Get-Command go).Source);$env:Path"'],
    },
    confused: [
      { with: 'several-go', decides: 'There a second go is on PATH, not a gofmt alone.' },
      { with: 'goroot-mismatch', decides: 'There the go command itself works with the tree of another Go.' },
    ],
  },
};
