import { type About, p, unix } from './about.js';

/** The dlv in force: whether it is Delve, starts, and matches this Go. */
export const dlvAbout: Record<string, About> = {
  'dlv-is-not-delve': {
    meaning: p(
      "A file called dlv is first on PATH, and is not Delve: a script of somebody's, or another program of that name. Editors start",
      'it, and wait for a line that never comes.',
    ),
    look: p(
      '`dlv version` must print "Delve Debugger". Where it does not, the header of the file and `go version -m` say whether it is',
      'another program, or a Delve that does not start.',
    ),
    fix: {
      ...unix('which -a dlv', 'dlv version', 'go version -m "$(command -v dlv)"', 'go install github.com/go-delve/delve/cmd/dlv@latest'),
      windows: ['Get-Command dlv -All', 'go version -m (Get-Command dlv).Source', 'go install github.com/go-delve/delve/cmd/dlv@latest'],
    },
    confused: [
      { with: 'dlv-does-not-start', decides: 'There it is Delve, and cannot be started.' },
      { with: 'dap-wrapper-breaks-handshake', decides: 'A wrapper that does start Delve prints its version, too; it fails later.' },
    ],
  },
  'libc-mismatch': {
    meaning: p(
      'This dlv is linked dynamically, and the loader that it names is not on this system: it was built with cgo on glibc and',
      'copied to Alpine, or the other way round. The shell then says "not found" or "no such file or directory" of a file that is',
      'plainly there.',
    ),
    look: 'The dlv on PATH is of this architecture, names a loader in its header, and fails to start with ENOENT.',
    fix: {
      linux: [
        'readelf -l "$(command -v dlv)" | grep interpreter',
        'CGO_ENABLED=0 go install github.com/go-delve/delve/cmd/dlv@latest',
        p(
          '# do not force -linkmode external for it: that makes a program dynamic; in a Dockerfile set CGO_ENABLED=0 in the stage',
          'that builds dlv',
        ),
      ],
      darwin: ['# for an image: `CGO_ENABLED=0 GOOS=linux go install github.com/go-delve/delve/cmd/dlv@latest` (without GOBIN set)'],
    },
    confused: [
      { with: 'dlv-not-installed', decides: '"not found" with the file there (`ls -l`) is the loader.' },
      { with: 'exec-target-invalid', decides: 'The same of the program that dlv is to start: "fork/exec …: no such file or directory".' },
      { with: 'program-needs-loader', decides: 'The same of a program that is put into a guest.' },
    ],
  },
  'dlv-does-not-start': {
    meaning: p(
      'A dlv is first on PATH and does not start: an installation that broke off, a file for another system, lost permissions. In a',
      'guest: the dlv that was built for the target does not start there.',
    ),
    look: p(
      '`dlv version` is run. The cause speaks where it fails, and the file is neither another program nor for another architecture,',
      'nor lacks its loader.',
    ),
    fix: {
      ...unix(
        'ls -l "$(command -v dlv)"',
        'file "$(command -v dlv)"',
        'rm "$(command -v dlv)"',
        'go install github.com/go-delve/delve/cmd/dlv@latest',
      ),
      windows: [
        'Get-Item (Get-Command dlv).Source | Format-List FullName, Length',
        'Remove-Item (Get-Command dlv).Source',
        'go install github.com/go-delve/delve/cmd/dlv@latest',
      ],
    },
    confused: [
      { with: 'antivirus-blocks-dlv', decides: 'On Windows a whole file that does not start, or vanishes, is mostly this.' },
      { with: 'libc-mismatch', decides: '"no such file or directory" of a file that is there is the loader.' },
      { with: 'target-arch-mismatch', decides: '"exec format error" is a dlv for another machine.' },
      { with: 'macos-codesign', decides: '"Killed: 9" on a Mac is the signature.' },
    ],
  },
  'dlv-shadowed-by-another-copy': {
    meaning: p(
      'A dlv that does not match this Go stands before one that does. The one just installed is then never used: an older copy in',
      'GOROOT/bin, in /usr/local/bin or of a package comes first, or the editor brings its own. The message is that of a Delve that',
      'is too old, right after Delve was brought up to date.',
    ),
    look: p(
      'Every dlv on PATH, in GOBIN and in GOPATH/bin is asked for its version and for the Go that built it, and compared with the',
      'Go in force.',
    ),
    fix: {
      any: ['# VS Code: go.alternateTools names a dlv; GoLand brings its own, set under dlv.path in its custom properties'],
      ...unix(
        'which -a dlv',
        'for dlv in $(which -a dlv); do echo "$dlv"; "$dlv" version | sed -n 2p; done',
        '# remove the older one, with the package manager that brought it; or put the folder of the right one first on PATH',
      ),
      windows: [
        'Get-Command dlv -All | ForEach-Object { $_.Source; & $_.Source version }',
        '# remove the older one, or put the folder of the right one first in Path',
      ],
    },
    confused: [{ with: 'dlv-too-old-for-go', decides: 'There no dlv on this machine matches.' }],
  },
  'dlv-too-old-for-go': {
    meaning: p(
      'The Go that built the program is newer than this Delve supports. Go changes the layout of its runtime and its debug',
      'information with each release, so dlv refuses: "Version of Delve is too old for Go version …". It does not check when it',
      'attaches to a process, and then shows what it happens to find. `--check-go-version=false` hides the message and not the',
      'reason.',
    ),
    look: 'The version of the dlv on PATH is looked up in the table of releases, and its window compared with the Go in force.',
    fix: {
      any: [
        'dlv version',
        'go version',
        'go install github.com/go-delve/delve/cmd/dlv@latest',
        '# with an editor: bring its own dlv up to date, too (VS Code: "Go: Install/Update Tools")',
      ],
    },
    confused: [
      { with: 'dlv-shadowed-by-another-copy', decides: 'After an installation the same message means that another copy runs.' },
      { with: 'dlv-built-with-older-go', decides: 'There the release is new enough, and was built by an old Go.' },
      { with: 'debug-info-stripped', decides: 'Very old dlv said "decoding dwarf section" of both.' },
    ],
  },
  'go-too-old-for-dlv': {
    meaning: p(
      'The Go that built the program is older than this Delve supports: each Delve keeps the last few releases of Go only, so',
      '`dlv@latest` in a project with an older Go does not fit. It says "Go version … is too old for this version of Delve".',
    ),
    look: 'The version of the dlv on PATH is looked up in the table of releases, and its window compared with the Go in force.',
    fix: {
      any: [
        'go version',
        'dlv version',
        p(
          '# the newest Delve for Go 1.24 is v1.26.3, for 1.22 and 1.23 v1.25.2, for 1.21 v1.25.0, for 1.19 and 1.20 v1.22.1, for',
          '1.18 v1.21.0',
        ),
        'go install github.com/go-delve/delve/cmd/dlv@v1.26.3',
      ],
    },
    confused: [
      { with: 'install-needs-newer-go', decides: 'There dlv cannot even be built by this Go.' },
      {
        with: 'toolchain-auto-switched',
        decides: p(
          "A dlv installed with GOTOOLCHAIN=auto may have been built by a newer Go than the project's, which is fine; its window is",
          'what counts.',
        ),
      },
    ],
  },
  'dlv-built-with-older-go': {
    meaning: p(
      'Go 1.25 and newer writes DWARF version 5. dlv reads it with the library of the Go that built dlv, and only that of Go 1.25',
      'or newer can, whatever the release of Delve. From 1.24.2 on it says "Delve must be built with Go version 1.25.0 or later";',
      'without the check it stops at breakpoints and shows no variables, without an error. Packages of distributions and images',
      'that carry a ready dlv are where this comes from.',
    ),
    look: '`go version` of the dlv on PATH names the Go that built it; it is compared with the Go in force.',
    fix: {
      any: ['go version', 'go install github.com/go-delve/delve/cmd/dlv@latest'],
      ...unix('go version "$(command -v dlv)"'),
      windows: ['go version (Get-Command dlv).Source'],
    },
    confused: [
      { with: 'dlv-too-old-for-go', decides: 'There the release of Delve is too old; here it is new enough.' },
      {
        with: 'optimized-binary',
        decides: 'There single variables are missing, and the reason is in the program: `go version -m ./APP` shows no -N -l.',
      },
    ],
  },
  'dlv-not-on-path': {
    meaning: p(
      'dlv is installed, and the process that needs it does not find it: the folder that go install writes to, GOBIN or GOPATH/bin,',
      "is not on its PATH. A shell may have it from .bashrc or .profile, and a container's `sh -c`, a service, an editor or the",
      'next step of a workflow not.',
    ),
    look: 'dlv is looked for in every folder of PATH, then in GOBIN and in the bin of each entry of GOPATH.',
    fix: {
      ...unix(
        'ls "$(go env GOPATH)/bin/dlv" "$(go env GOBIN)/dlv" 2>/dev/null',
        'export PATH="$PATH:$(go env GOPATH)/bin"',
        '# to keep it, add that line to ~/.profile; in a workflow: `echo "$(go env GOPATH)/bin" >> "$GITHUB_PATH"`',
        '# in a Dockerfile: `RUN GOBIN=/usr/local/bin go install github.com/go-delve/delve/cmd/dlv@latest`',
      ),
      windows: [
        'Test-Path "$(go env GOPATH)\\bin\\dlv.exe"',
        '$env:Path = "$env:Path;$(go env GOPATH)\\bin"',
        '# to keep it: Settings, "Edit environment variables for your account", Path; then start the editor anew',
      ],
    },
    confused: [
      { with: 'dlv-not-installed', decides: 'No folder has a dlv: it was never installed, or the installation failed.' },
      { with: 'go-not-on-path', decides: 'There dlv is found, and go is not.' },
      { with: 'libc-mismatch', decides: 'There the shell says "not found" of a file that it did find.' },
    ],
  },
  'dlv-not-installed': {
    meaning: p(
      'There is no dlv: none on PATH, none where go install puts it, none in the tool cache, and none could be installed or might',
      'be. Editors say "Cannot find Delve debugger".',
    ),
    look: p(
      'dlv is looked for on PATH, in GOBIN, GOPATH/bin and the tool cache. What the policy allows is tried; then the failure is',
      'told.',
    ),
    fix: {
      any: [
        'go install github.com/go-delve/delve/cmd/dlv@latest',
        '# in VS Code: "Go: Install/Update Tools", dlv; where the policy forbids to install: `delve.install`',
      ],
    },
    confused: [
      { with: 'dlv-not-on-path', decides: 'A dlv in GOPATH/bin is only not found.' },
      { with: 'antivirus-blocks-dlv', decides: 'On Windows a dlv.exe that was installed and is gone was taken away.' },
    ],
  },
  'dlv-lacks-flag': {
    meaning: p(
      'The dlv in force does not know a flag or a command that it was given: it is older than the editor or the script expects',
      '(`dlv dap` came with 1.6.1, DAP on a headless server with 1.7.3), or there never was such a flag, as `dlv --env`. dlv exits',
      'with 0 all the same, so a script does not notice. `dlv replay` exists only while rr is on PATH. API version 1 is gone since',
      '1.24.0.',
    ),
    look: 'No look of delve-gate shows it: its own calls fit every Delve that it installs. A person asks the dlv in force.',
    fix: {
      any: [
        'dlv version',
        'dlv help',
        'go install github.com/go-delve/delve/cmd/dlv@latest',
        '# arguments of the program stand after --: `dlv exec ./APP -- --flag`',
      ],
    },
    confused: [
      { with: 'dlv-shadowed-by-another-copy', decides: 'The flag may be known to the dlv that was installed, and another runs.' },
      { with: 'rr-missing', decides: '"unknown command replay" means that there is no rr.' },
    ],
  },
  'dlv-musl-loader-bug': {
    meaning: p(
      "On Alpine and other musl systems, Delve before 1.22.1 took the first entry of musl's loader, the program itself, for a",
      'library, and so had the program twice. A function of a program that is linked dynamically is then found in two places, and a',
      'breakpoint or a continue to it does not do what it should. Programs that are linked statically are not affected.',
    ),
    look: "No look of delve-gate shows it. A person compares the version of Delve, and the program's header.",
    fix: {
      linux: [
        'dlv version',
        'readelf -l ./APP | grep interpreter',
        'go install github.com/go-delve/delve/cmd/dlv@latest',
        '# or build the program without cgo: `CGO_ENABLED=0 go build -gcflags="all=-N -l"`',
      ],
      darwin: ['# in the image: bring Delve up to date: `apk add --upgrade delve`, or go install'],
    },
    confused: [
      { with: 'libc-mismatch', decides: 'There dlv or the program does not start at all.' },
      { with: 'breakpoint-not-hit', decides: 'With a newer Delve, or a static program, the reason is another.' },
    ],
    from: 'go-delve/delve#3617, mended by #3621 in Delve 1.22.1',
  },
};
