import { type About, p, unix } from './about.js';

/** Whether a matching dlv can be installed. */
export const installAbout: Record<string, About> = {
  'gobin-cross-compile': {
    meaning: p(
      "GOBIN is set, and GOOS or GOARCH is not this machine's. `go install` refuses to mix programs of several platforms in one",
      'folder: "cannot install cross-compiled binaries when GOBIN is set". Without GOBIN it would go through, and put a dlv for',
      'another machine into a subfolder of GOPATH/bin.',
    ),
    look: "GOBIN, GOOS and GOARCH as they were written are compared with this machine's platform.",
    fix: {
      ...unix(
        'env -u GOOS -u GOARCH go install github.com/go-delve/delve/cmd/dlv@latest',
        'go env GOOS GOARCH GOBIN',
        '# where go env -w wrote them: `go env -u GOOS GOARCH`',
      ),
      windows: [
        'Remove-Item Env:GOOS, Env:GOARCH -ErrorAction SilentlyContinue',
        'go install github.com/go-delve/delve/cmd/dlv@latest',
        '# where go env -w wrote them: go env -u GOOS GOARCH',
      ],
    },
    confused: [
      { with: 'gobin-unusable', decides: 'There the folder is the matter; the message speaks of an absolute path or of permissions.' },
      { with: 'target-arch-mismatch', decides: 'The same GOOS and GOARCH, and what they do to the programs that are debugged.' },
    ],
  },
  'install-needs-newer-go': {
    meaning: p(
      'The Delve that is wanted needs a newer Go to be built than the one that runs, and GOTOOLCHAIN=local keeps the go command',
      'from fetching it. `dlv@latest` always asks for a recent Go: 1.27.2 for Go 1.25. A newer Go that is fetched builds that dlv,',
      "but it then refuses programs of the older Go. The right answer is mostly the newest Delve whose window holds the project's",
      'Go.',
    ),
    look: p(
      "The policy's wish is compared with the table of releases before anything is installed; else what go install said is read for",
      '"requires go >=" and its older forms.',
    ),
    fix: {
      any: [
        'go env GOVERSION GOTOOLCHAIN',
        '# the newest Delve for Go 1.24 is v1.26.3, for 1.22 and 1.23 v1.25.2, for 1.21 v1.25.0, for 1.19 and 1.20 v1.22.1',
        'go install github.com/go-delve/delve/cmd/dlv@v1.26.3',
        '# or let delve-gate choose: `delve.version: auto` in the policy',
      ],
    },
    confused: [
      {
        with: 'project-needs-newer-go',
        decides: 'The words are the same. Here a module with @version stands before "requires", there go.mod.',
      },
      {
        with: 'go-too-old-to-build-dlv',
        decides: 'Go before 1.21 does not read the line, and stops at what it does not know in the sources.',
      },
      { with: 'go-too-old-for-dlv', decides: 'That is dlv, already built, that refuses the program.' },
    ],
  },
  'unsupported-platform': {
    meaning: p(
      'Delve has no support for this operating system or processor, or not in this version: 1.27.2 knows linux on amd64, arm64,',
      '386, ppc64le, and by a tag riscv64 and loong64; darwin and windows on amd64 and arm64 (windows/arm64 by a tag);',
      'freebsd/amd64 with cgo. A build elsewhere ends with a package name that says so,',
      '"your_linux_architecture_is_not_supported_by_delve". No flag changes that.',
    ),
    look: 'The platform is compared with those of the release in the table, before anything is installed.',
    fix: {
      any: [
        'go env GOOS GOARCH',
        'go install -tags=exp.linuxriscv64 github.com/go-delve/delve/cmd/dlv@latest',
        p(
          '# that for linux/riscv64; exp.linuxloong64 for linux/loong64, exp.winarm64 for windows/arm64; elsewhere debug on another',
          'platform',
        ),
      ],
    },
    confused: [
      { with: 'go-32bit-on-64bit-host', decides: 'A 386 Go on 64-bit Windows gives the same message: `go env GOHOSTARCH`.' },
      {
        with: 'target-arch-mismatch',
        decides: 'GOARCH that was set for cross-compiling gives the same message: `go env GOARCH GOHOSTARCH`.',
      },
      { with: 'cgo-required-but-disabled', decides: 'FreeBSD without cgo names itself: "can_not_build_on_freebsd_with_cgo_disabled".' },
    ],
  },
  'delve-version-unknown': {
    meaning: p(
      'The policy asks for a version of Delve that does not exist, or that is newer than this delve-gate knows. Of an unknown',
      'version it cannot be said which Go it supports, so whether it matches is a guess.',
    ),
    look: 'The version in `delve.version` is looked for in the table of releases that delve-gate carries.',
    fix: {
      any: [
        'go list -m -versions github.com/go-delve/delve',
        '# correct delve.version in the policy, or set it to auto; a Delve newer than the table: update delve-gate',
      ],
    },
    confused: [
      { with: 'dlv-install-failed', decides: 'There the version is known, and building it failed.' },
      { with: 'go-newer-than-delve', decides: 'There the Go is what is newer than the table.' },
    ],
  },
  'dlv-install-failed': {
    meaning: '`go install` of Delve failed for a reason that delve-gate has no name for. Its output is in the report.',
    look: p(
      "go install is run in an environment without the project's settings, and its exit status and output are kept. It speaks only",
      'where no other cause explains the failure.',
    ),
    fix: { any: ['go install -v github.com/go-delve/delve/cmd/dlv@latest', '# read the first line that is not "go: downloading"'] },
    confused: [
      {
        with: 'c-toolchain-missing',
        decides: 'With CGO_ENABLED=1 and no C compiler the message names gcc: `CGO_ENABLED=0` builds dlv without.',
      },
      { with: 'module-download-blocked', decides: 'Where a host or an HTTP error is named, that is the cause.' },
      { with: 'goflags-mod-conflict', decides: '"cannot query module due to -mod=vendor" comes of GOFLAGS.' },
    ],
  },
  'go-newer-than-delve': {
    meaning: p(
      'The Go in force is newer than any Delve that delve-gate knows supports. dlv refuses its programs ("Version of Delve is too',
      'old for Go version …"); with `--check-go-version=false` it may work, or show wrong values, and nobody has tried. A new Delve',
      'follows each Go within weeks.',
    ),
    look: 'The Go in force is compared with the windows of all releases in the table.',
    fix: {
      any: [
        'go list -m -versions github.com/go-delve/delve',
        '# a Delve newer than those known here may support it: update delve-gate; until then debug with the Go before',
      ],
    },
    confused: [{ with: 'dlv-too-old-for-go', decides: 'There a Delve for this Go exists, and an older one is in force.' }],
    from: p(
      'Delve 1.27.2, pkg/goversion/compat.go. No Go is newer than every Delve today, and one that only calls itself so builds nothing',
      '(`compile: invalid value "go1.99" for -lang`); the judgement is tested by table',
    ),
  },
  'target-experimental': {
    meaning: p(
      'Delve calls its support of this target experimental: it is built there with a tag only, and parts do not work. delve-gate',
      'builds with the tag; people who install by hand have to know it.',
    ),
    look: 'The target is looked up among those that the release builds with a tag.',
    fix: {
      any: [
        'go install -tags=exp.linuxriscv64 github.com/go-delve/delve/cmd/dlv@latest',
        '# the tag is exp.linuxriscv64, exp.linuxloong64 or exp.winarm64',
      ],
    },
    confused: [{ with: 'unsupported-platform', decides: 'Without the tag the build says that the architecture is not supported.' }],
  },
  'go-get-instead-of-install': {
    meaning: p(
      '`go get` was used to install dlv. Since Go 1.18 it only changes go.mod, and outside of a module it fails: "go.mod file not',
      'found", or "\'go get\' is no longer supported outside a module". Inside of a module it ends well and leaves no dlv behind, so',
      'that a later `COPY --from` or `dlv` fails.',
    ),
    look: p(
      'No look of delve-gate shows it: it is told by the go command. A person looks for `go get` in Dockerfiles, scripts and',
      'Makefiles.',
    ),
    fix: {
      any: ['go install github.com/go-delve/delve/cmd/dlv@latest'],
      ...unix("grep -rn -E 'go get .*cmd/dlv' --include='*Dockerfile*' --include='*.sh' --include=Makefile ."),
      windows: ["Get-ChildItem -Recurse -Include *Dockerfile*, *.ps1, Makefile | Select-String 'go get .*cmd/dlv'"],
    },
    confused: [
      { with: 'no-go-mod', decides: 'The message "go.mod file not found" is the same; the command that was run decides.' },
      { with: 'dlv-not-on-path', decides: 'After a go get that did nothing no folder has a dlv.' },
    ],
  },
  'go-too-old-to-build-dlv': {
    meaning: p(
      "The Go that runs is older than the language or the library that Delve's sources use, and is too old to say so by version. It",
      'stops at what it does not know: "package log/slog is not in GOROOT", "undefined: strings.Builder", "invalid go version',
      "'1.25.0': must match format 1.23\".",
    ),
    look: p(
      'No look of delve-gate shows it by itself: such an installation is told as `install-needs-newer-go`. A person compares `go',
      "version` with the go line of Delve's go.mod.",
    ),
    fix: {
      any: [
        'go version',
        '# the newest Delve for Go 1.20 and 1.19 is v1.22.1, for 1.18 v1.21.0, for 1.17 v1.9.1, for 1.16 v1.9.0',
        'go install github.com/go-delve/delve/cmd/dlv@v1.22.1',
      ],
    },
    confused: [
      { with: 'install-needs-newer-go', decides: 'Go 1.21 and newer says "requires go >= …" instead.' },
      {
        with: 'stale-build-cache',
        decides: '"undefined" in the standard library\'s own packages is a mix of two trees: `goroot-mismatch`.',
      },
    ],
  },
  'go-too-old-for-install-at-version': {
    meaning: p(
      '`go install program@version` came with Go 1.16. An older Go takes the @ for a part of the path, and says "cannot use',
      'path@version syntax in GOPATH mode" or "malformed module path". Such a Go can debug with a Delve of its time only.',
    ),
    look: 'No look of delve-gate shows it by itself. A person asks `go version`.',
    fix: {
      any: [
        'go version',
        p(
          "# install a newer Go; Delve's newest for Go 1.15 is v1.7.3, for 1.14 v1.6.1, installed from a clone: `git clone --branch",
          'v1.7.3 https://github.com/go-delve/delve && cd delve && go install ./cmd/dlv`',
        ),
      ],
    },
    confused: [{ with: 'gopath-mode-off', decides: 'The message is the same with a newer Go and GO111MODULE=off: `go env GO111MODULE`.' }],
  },
  'cgo-required-but-disabled': {
    meaning: p(
      'On FreeBSD Delve traces through C code, so it cannot be built without cgo: "can_not_build_on_freebsd_with_cgo_disabled". The',
      'same holds for the native backend of macOS, which nobody needs. On Linux and Windows CGO_ENABLED=0 is fine.',
    ),
    look: 'No look of delve-gate shows it: it does not run on FreeBSD. A person reads the name of the package in the message.',
    fix: {
      any: ['go env CGO_ENABLED CC', '# FreeBSD has clang as cc; cross-building dlv for FreeBSD needs a C compiler for it'],
      ...unix('CGO_ENABLED=1 go install github.com/go-delve/delve/cmd/dlv@latest'),
    },
    confused: [
      { with: 'c-toolchain-missing', decides: 'There cgo is on, and the compiler is missing.' },
      { with: 'unsupported-platform', decides: 'Other sentinels name the system or the architecture; this one names cgo.' },
    ],
    from: 'Delve 1.27.2, pkg/proc/native/support_sentinel_cgo_freebsd.go',
  },
  'wrong-import-path': {
    meaning: p(
      'Delve is asked for by a path that it does not have: github.com/derekparker/delve, where it was until 2018, or without',
      '/cmd/dlv at the end. The go command says that the module declares its path as another, or that it does not contain the',
      'package.',
    ),
    look: 'No look of delve-gate shows it: it always takes the right path. A person looks for the path in scripts and Dockerfiles.',
    fix: {
      any: ['go install github.com/go-delve/delve/cmd/dlv@latest'],
      ...unix("grep -rn 'derekparker/delve' ."),
      windows: ["Get-ChildItem -Recurse -File | Select-String 'derekparker/delve'"],
    },
    confused: [{ with: 'module-download-blocked', decides: 'There the path is right, and the proxy does not answer.' }],
  },
};
