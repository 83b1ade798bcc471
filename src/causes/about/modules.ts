import { type About, p, unix } from './about.js';

/** What the go command says of the project's modules. */
export const modulesAbout: Record<string, About> = {
  'go-mod-invalid': {
    meaning: p(
      'A line of go.mod or go.work cannot be read: a merge that went wrong, a version that is none, a `toolchain` line with a wrong',
      'name, a `go` line with a patch level that a Go before 1.21 does not know. Every go command in the folder fails, and so do',
      'editors and dlv, which ask it first.',
    ),
    look: 'What go list, go build and dlv said is read for a line of go.mod or go.work with its number, and for "errors parsing".',
    fix: { any: ['go mod edit -json', '# mend the line that is named; `git log -p go.mod` shows what changed last'] },
    confused: [
      { with: 'go-env-fails', decides: 'Where go env fails in the project and no line is named, that is told.' },
      { with: 'toolchain-not-available', decides: 'There the line is well formed, and the Go that it names does not exist.' },
      { with: 'go-work-mismatch', decides: 'There go.work can be read, and does not fit the modules.' },
    ],
  },
  'go-work-mismatch': {
    meaning: p(
      'A go.work stands in the folder or above it, and does not list the module that is worked on, or lists one that is not there.',
      'The go command then works with the modules of the workspace alone: "current directory is contained in a module that is not',
      'one of the workspace modules". The project builds on another machine, where nobody has a go.work above it.',
    ),
    look: "What go list, go build and dlv said is read for the go command's words about modules that are not listed in go.work.",
    fix: {
      ...unix('go env GOWORK', 'go work use .', '# or leave the workspace out for this shell: `export GOWORK=off`'),
      windows: ['go env GOWORK', 'go work use .', '# or leave the workspace out for this shell: $env:GOWORK = "off"'],
    },
    confused: [
      { with: 'no-go-mod', decides: 'There no module is found at all; here `go env GOWORK` names a file.' },
      { with: 'wrong-working-directory', decides: "There the folder is not the module's; with `cd` into it all is well." },
    ],
  },
  'vendor-inconsistent': {
    meaning: p(
      'The vendor folder does not agree with go.mod: somebody changed a requirement and did not run `go mod vendor`. Since Go 1.14',
      'a vendor folder is used without asking, so every build fails with "inconsistent vendoring". An editor that adds -mod=mod',
      'builds other sources than the ones in vendor, and breakpoints in those are not hit.',
    ),
    look: 'What go list, go build and dlv said is read for "inconsistent vendoring" and the lines beside it.',
    fix: {
      any: [
        'go mod tidy',
        'go mod vendor',
        'git status --short vendor go.mod go.sum',
        '# to build once without it: `go build -mod=mod ./...`',
      ],
    },
    confused: [
      { with: 'goflags-mod-conflict', decides: 'There GOFLAGS asks for a vendor folder that is not there, or is not of this module.' },
      { with: 'go-sum-missing', decides: 'There go.sum lacks entries, and there need be no vendor folder.' },
    ],
  },
  'go-sum-missing': {
    meaning: p(
      'go.mod or go.sum lacks entries that the build needs: "missing go.sum entry", "updates to go.mod needed", "no required module',
      'provides package". Since Go 1.16 the go command does not add them while it builds. It happens after an edit of go.mod by',
      'hand, a merge, or when go.sum is not committed.',
    ),
    look: 'What go list, go build and dlv said is read for these words.',
    fix: { any: ['go mod tidy', 'git add go.mod go.sum', '# with a go.work: `go work sync`'] },
    confused: [
      { with: 'module-checksum-mismatch', decides: 'There an entry exists, and does not agree with what came.' },
      { with: 'vendor-inconsistent', decides: 'With a vendor folder the message speaks of vendoring.' },
      { with: 'private-module-via-proxy', decides: 'Where go mod tidy then fails for one module of your own.' },
    ],
  },
  'module-cache-modified': {
    meaning: p(
      'A file in the module cache is not as it was downloaded. Somebody edited a dependency there, to try something, or a tool did.',
      'Builds go through with the changed sources, on this machine alone; a debugger shows the lines of these files, and they may',
      'not be the lines that others have.',
    ),
    look: p(
      '`go mod verify` is run in the project\'s folder, where it ends within three seconds; what it and builds said is read for "dir',
      'has been modified".',
    ),
    fix: {
      any: [
        'go mod verify',
        'go clean -modcache',
        'go mod download',
        '# to try a change in a dependency: `go mod edit -replace=MODULE=../COPY`, or go.work',
      ],
    },
    confused: [
      { with: 'module-checksum-mismatch', decides: 'There it differs when it comes; here it was changed afterwards.' },
      { with: 'vendor-inconsistent', decides: 'A vendor folder is not looked at by go mod verify.' },
    ],
  },
  'vcs-stamping-fails': {
    meaning: p(
      '`go build` writes the revision of the repository into the program, and asks git for it. git refuses ("dubious ownership")',
      'when the folder belongs to another user, as in a container with a mounted checkout; or there is a .git and no git, or one',
      'that is damaged: "error obtaining VCS status: exit status 128". The build fails for it, though nothing is wrong with the',
      'code.',
    ),
    look: 'What go build and dlv said is read for "error obtaining VCS status".',
    fix: {
      any: [
        'git status',
        '# "dubious ownership", in the top folder of a repository that you trust:',
        'git config --global --add safe.directory "$PWD"',
        '# or without the stamp:',
        'go build -buildvcs=false -gcflags="all=-N -l" ./PACKAGE',
        '# with dlv: `dlv debug --build-flags=-buildvcs=false ./PACKAGE`',
      ],
    },
    confused: [
      { with: 'git-missing', decides: 'There modules are to be fetched with git; here only the stamp is wanted.' },
      { with: 'package-does-not-build', decides: 'There the compiler complains of code.' },
    ],
  },
  'no-go-mod': {
    meaning: p(
      'The package is in no module: neither its folder nor one above it has a go.mod. Since Go 1.16 modules are always on, so `go',
      'build` and `dlv debug` say "go.mod file not found in current directory or any parent directory". Tutorials from before 2021',
      'have no go.mod.',
    ),
    look: 'What go build and dlv said is read for these words, where no go.mod is found from the folder upwards.',
    fix: { any: ['go env GOMOD', 'go mod init example.com/NAME', 'go mod tidy'] },
    confused: [
      {
        with: 'wrong-working-directory',
        decides: 'There is a go.mod, and the command was started elsewhere: in a folder beside or above the module.',
      },
      { with: 'go-get-instead-of-install', decides: 'The message is the same when `go get` is run outside of a module.' },
      { with: 'gopath-contains-go-mod', decides: 'The message is the same after "ignoring go.mod in $GOPATH".' },
    ],
  },
  'go-list-slow': {
    meaning: p(
      '`go list` takes seconds, or very much memory. For one folder it reads go.mod, go.sum and that folder, so something slow is in',
      'between: a network folder, a virus scanner, a shared folder of a virtual machine, a GOFLAGS or a tool wrapper. For all packages',
      'it walks every folder of the module, those without Go code too: node_modules, data, a checkout within the checkout. Editors',
      'call it before every debug session, and give up after a while, with a message about dlv.',
    ),
    look: p(
      "`go list -find .` is given three seconds in the project's folder, and `go list -find ./...` as much, beside the rest of the",
      'check; the largest heap of the latter is read from the trace of its garbage collector, and may be 1 GiB.',
    ),
    fix: {
      ...unix(
        'time go list -find .',
        'time go list -find ./... | wc -l',
        'go env GOCACHE GOMODCACHE GOFLAGS',
        'df -T . "$(go env GOMODCACHE)" 2>/dev/null || mount',
      ),
      windows: [
        'Measure-Command { go list -find . }; Measure-Command { go list -find ./... }',
        'go env GOCACHE GOMODCACHE GOFLAGS',
        '# in WSL 2 keep the project in the Linux file system, not below /mnt/c',
      ],
    },
    confused: [
      {
        with: 'dap-server-start-timeout',
        decides: 'That is what the editor says of it; a `dlv dap` that listens at once in a terminal points here.',
      },
      { with: 'module-download-blocked', decides: 'Where it waits for a network, `go list -x` shows the request.' },
    ],
  },
  'wrong-working-directory': {
    meaning: p(
      "The command was started in a folder that is not the package's: above the module, beside it, or in the workspace of an editor",
      'that has several. Relative paths are then those of another folder; go.mod, the package or a file that the program opens is',
      'not found. dlv builds in its own working directory, and the program starts there unless --wd says otherwise.',
    ),
    look: p(
      'No look of delve-gate shows it: it starts its commands in the folder of the project. A person asks where the command was',
      'started.',
    ),
    fix: {
      ...unix(
        'pwd; go env GOMOD',
        'dlv debug ./cmd/APP --wd "$PWD"',
        '# in launch.json: "cwd" is where the program runs, "dlvCwd" is where dlv builds',
      ),
      windows: ['Get-Location; go env GOMOD', 'dlv debug .\\cmd\\APP --wd "$PWD"'],
    },
    confused: [
      { with: 'no-go-mod', decides: 'There no go.mod exists anywhere; here it does, in another folder.' },
      { with: 'go-work-mismatch', decides: 'There a go.work above decides which modules count.' },
      { with: 'exec-target-invalid', decides: 'With dlv exec a relative path of the program is the same mistake.' },
    ],
  },
  'stale-build-cache': {
    meaning: p(
      'Packages that an older Go compiled lie where a newer one takes them from. That was possible before modules, in $GOPATH/pkg,',
      'and with C libraries that cgo linked. The build cache of today is keyed by contents, flags and the version of Go, and does',
      'not grow stale; `go clean -cache` then only costs time. What it does not see are changes of C headers and libraries outside',
      'of the module.',
    ),
    look: 'No look of delve-gate shows it. A person builds once with everything made anew.',
    fix: {
      any: ['go build -a ./PACKAGE', 'go clean -cache'],
      ...unix('# a Go before 1.20 in GOPATH mode: `rm -r "$(go env GOPATH)/pkg/$(go env GOOS)_$(go env GOARCH)"`'),
    },
    confused: [
      { with: 'goroot-mismatch', decides: '"version does not match go tool version" is two Go installations, not the cache.' },
      { with: 'module-cache-modified', decides: 'There the sources were changed.' },
    ],
  },
};
