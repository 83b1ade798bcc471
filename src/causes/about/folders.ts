import { type About, p, unix } from './about.js';

/** The folders that go env names. */
export const foldersAbout: Record<string, About> = {
  'gopath-invalid': {
    meaning: p(
      'An entry of GOPATH is relative, starts with `~`, or holds quotes, a space or a variable that nothing expanded. Go refuses relative',
      'entries and `~` outright, so nothing builds; what it accepts leads to folders with odd names, and tools there are not found. Go',
      'itself works with spaces, and scripts and Makefiles around it often do not. A list of several folders is allowed, and only the',
      'first is installed into.',
    ),
    look: 'The value as it was written, in the environment or in the GOENV file, is split into its entries, and each is looked at.',
    fix: {
      ...unix('go env GOPATH', 'unset GOPATH', 'go env -u GOPATH'),
      windows: ['go env GOPATH', 'Remove-Item Env:GOPATH -ErrorAction SilentlyContinue', 'go env -u GOPATH'],
    },
    confused: [
      { with: 'gopath-unset', decides: 'There nothing is set at all, and a script expected it.' },
      { with: 'dlv-not-on-path', decides: 'With a wrong GOPATH a dlv is installed where nobody looks: `go env GOPATH` shows it.' },
    ],
  },
  'gopath-contains-go-mod': {
    meaning: p(
      'The folder GOPATH itself has a go.mod: the project is the folder in which Go keeps modules and tools. Older Go refuses all',
      'work ("$GOPATH/go.mod exists but should not"). Go 1.26 warns ("ignoring go.mod in $GOPATH") and builds, but `go mod tidy`,',
      '`go mod verify` and what else needs a main module fail with "go.mod file not found", in every project of this user. It',
      'happens when GOPATH is set to the project, as was usual before modules, or when `go mod init` was run in the home of Go.',
    ),
    look: 'The folders of GOPATH are looked at for a go.mod.',
    fix: {
      ...unix(
        'ls -l "$(go env GOPATH)/go.mod"',
        'unset GOPATH',
        'go env -u GOPATH',
        '# where go.mod is there by mistake, remove it with its go.sum',
      ),
      windows: ['Get-Item "$(go env GOPATH)\\go.mod"', 'Remove-Item Env:GOPATH -ErrorAction SilentlyContinue', 'go env -u GOPATH'],
    },
    confused: [
      { with: 'no-go-mod', decides: 'Both say "go.mod file not found". A line "ignoring go.mod in $GOPATH" before it is this.' },
      { with: 'gopath-equals-goroot', decides: 'There GOPATH is the folder of Go itself.' },
    ],
  },
  'gopath-equals-goroot': {
    meaning: p(
      "GOPATH and GOROOT are the same folder, so what is installed and downloaded lands in Go's own tree. Go warns with each",
      "command. The default GOPATH, $HOME/go, becomes that when Go's archive is unpacked into the home folder. An upgrade of Go,",
      'which replaces the tree, then takes the tools away, dlv among them.',
    ),
    look: 'The real paths of both are compared, with symbolic links followed.',
    fix: {
      ...unix(
        'go env GOPATH GOROOT',
        'unset GOPATH',
        'go env -u GOPATH',
        '# where Go itself lies in $HOME/go: install it elsewhere, such as /usr/local/go',
      ),
      windows: ['go env GOPATH GOROOT', 'Remove-Item Env:GOPATH -ErrorAction SilentlyContinue', 'go env -u GOPATH'],
    },
    confused: [{ with: 'goroot-invalid', decides: 'There GOROOT is no Go tree; here it is one, and used for two things.' }],
  },
  'gopath-unset': {
    meaning: p(
      'A script or a Dockerfile uses $GOPATH, and the variable is not set. Go has a default for it ($HOME/go), which only go env',
      'knows; the shell expands $GOPATH to nothing. `$GOPATH/bin/dlv` then is /bin/dlv, and is not found.',
    ),
    look: 'No look of delve-gate shows it: go env is right. A person looks for $GOPATH in the script that failed.',
    fix: {
      ...unix('go env GOPATH', 'export PATH="$PATH:$(go env GOPATH)/bin"', '# in scripts write $(go env GOPATH) instead of $GOPATH'),
      windows: [
        'go env GOPATH',
        '$env:Path = "$env:Path;$(go env GOPATH)\\bin"',
        '# in scripts write $(go env GOPATH) instead of $env:GOPATH or %GOPATH%',
      ],
    },
    confused: [
      { with: 'dlv-not-on-path', decides: 'There the path is right, and only not on PATH.' },
      { with: 'gopath-invalid', decides: 'There GOPATH is set, to what it cannot be.' },
    ],
  },
  'gobin-unusable': {
    meaning: p(
      'GOBIN is a relative path, or a folder that cannot be written to. `go install` then fails with "cannot install, GOBIN must be',
      'an absolute path" or with an error of the folder, and there is no dlv. A value `$HOME/bin` in quotes that nothing expanded',
      'is relative, too.',
    ),
    look: 'The path must be absolute, and a file is written into the folder, or into the nearest one above it that exists.',
    fix: {
      ...unix(
        'go env GOBIN',
        'unset GOBIN',
        'go env -u GOBIN',
        '# or name a folder of yours: `mkdir -p "$HOME/bin" && export GOBIN="$HOME/bin"`',
      ),
      windows: ['go env GOBIN', 'Remove-Item Env:GOBIN -ErrorAction SilentlyContinue', 'go env -u GOBIN'],
    },
    confused: [
      { with: 'gobin-cross-compile', decides: "There the folder is right, and GOOS or GOARCH is not this machine's." },
      { with: 'dlv-install-failed', decides: 'There the build failed, before anything was written.' },
    ],
  },
  'home-gocache-unusable': {
    meaning: p(
      'Go has no build cache: HOME, XDG_CACHE_HOME and GOCACHE are all unset, GOCACHE is off or relative, or the folder cannot be',
      'written to. Since Go 1.12 nothing builds without it. It happens in services, in containers with a user that has no home',
      '(HOME=/), and under `env -i`. A GOCACHEPROG that does not start does the same.',
    ),
    look: p(
      'The folder that go env names as GOCACHE is written to. Where go env fails for it, its message is read; so is what builds',
      'said of GOCACHEPROG.',
    ),
    fix: {
      linux: [
        'go env GOCACHE',
        'export HOME="$(getent passwd "$(id -u)" | cut -d: -f6)"',
        '# a user without a home: `export GOCACHE=FOLDER`, a folder that this user can write to, not shared with others',
        'go env -u GOCACHE GOCACHEPROG',
      ],
      darwin: ['go env GOCACHE', 'eval "export HOME=~$(id -un)"', 'go env -u GOCACHE GOCACHEPROG'],
      windows: [
        'go env GOCACHE',
        'Remove-Item Env:GOCACHE -ErrorAction SilentlyContinue',
        'go env -u GOCACHE',
        '# a service needs %LocalAppData%: run it as a user with a profile, or set GOCACHE',
      ],
    },
    confused: [
      { with: 'temp-unusable', decides: 'There "work dir" stands in the message; here "build cache" or GOCACHE.' },
      { with: 'disk-full', decides: 'There the folder is right, and full.' },
    ],
  },
  'gomodcache-invalid': {
    meaning: p(
      'GOMODCACHE is a relative path. Go refuses to download or read any module: "GOMODCACHE entry is relative; must be absolute',
      'path". `go env -w` refuses such a value, so it comes from the environment or from a file that was edited by hand.',
    ),
    look: 'The value as it was written is looked at: it must start with a slash, or a drive.',
    fix: {
      ...unix('go env GOMODCACHE', 'unset GOMODCACHE', 'go env -u GOMODCACHE'),
      windows: ['go env GOMODCACHE', 'Remove-Item Env:GOMODCACHE -ErrorAction SilentlyContinue', 'go env -u GOMODCACHE'],
    },
    confused: [{ with: 'gopath-invalid', decides: 'There GOPATH is relative, from which GOMODCACHE follows: "GOPATH entry is relative".' }],
  },
};
