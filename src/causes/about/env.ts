import { type About, p, unix } from './about.js';

/** What go env says, and who made it say so. */
export const envAbout: Record<string, About> = {
  'goenv-unreadable': {
    meaning: p(
      'GOENV names the file in which `go env -w` keeps settings. Where it is a folder, cannot be read, or is a relative path, Go',
      'ignores it without a word: the settings that one sees in the file are not in force. With a relative path each folder has',
      'another file. Only `go env -w` and `-u` complain.',
    ),
    look: 'The file that go env names as GOENV is opened and read. A path that was set from outside must be absolute.',
    fix: {
      ...unix('go env GOENV', 'ls -ld "$(go env GOENV)"', 'unset GOENV'),
      windows: ['go env GOENV', 'Get-Item (go env GOENV)', 'Remove-Item Env:GOENV'],
    },
    confused: [
      { with: 'env-written-by-go-env-w', decides: 'There the file is read, and a value in it is bad.' },
      { with: 'goenv-in-temporary-folder', decides: 'There the file can be read today, and will be gone.' },
    ],
  },
  'goenv-in-temporary-folder': {
    meaning: p(
      'GOENV names a file in a temporary folder. What `go env -w` writes there vanishes with the next cleaning or start, so a build',
      'works today and not tomorrow; on a shared machine others can read the file, or put theirs in its place. CI scripts that want',
      'a clean start leave such a setting behind.',
    ),
    look: 'The path that GOENV was set to is compared with the temporary folders of the system and of this user.',
    fix: {
      ...unix('unset GOENV', 'go env GOENV', '# for one clean command: `GOENV=off go build ./...`'),
      windows: ['Remove-Item Env:GOENV', 'go env GOENV'],
    },
    confused: [{ with: 'goenv-unreadable', decides: 'There the file cannot be read at all.' }],
  },
  'env-written-by-go-env-w': {
    meaning: p(
      '`go env -w` writes a value into a file of the user, where it stays for all projects and all shells until `go env -u`. Go',
      'takes many values there without a look: CGO_ENABLED=maybe, GOAMD64=v9, a quoted value, a line that ends with a carriage',
      'return. What then fails is some later build or installation, far from the command that wrote it. The policy can also forbid',
      'that a variable comes from there.',
    ),
    look: p(
      'The lines of the GOENV file are read, those in force only. A carriage return at the end, quotes where Go knows none, and',
      'values outside of a fixed list are found; so is what a rule `not-from` of the policy forbids.',
    ),
    fix: {
      ...unix(
        'cat "$(go env GOENV)"',
        'go env -u NAME',
        '# Windows line ends in the file: `f="$(go env GOENV)"; tr -d \'\\r\' <"$f" >"$f.new" && mv "$f.new" "$f"`',
        '# a bad GOROOT or GOTOOLCHAIN stops go env -u as well: `GOTOOLCHAIN=local go env -u GOTOOLCHAIN`',
      ),
      windows: ['Get-Content (go env GOENV)', 'go env -u NAME'],
    },
    confused: [
      { with: 'go-env-policy', decides: 'There the value comes from elsewhere, and only the policy objects.' },
      { with: 'goenv-unreadable', decides: 'There nothing of the file is in force.' },
      { with: 'goflags-invalid', decides: 'A value that GOFLAGS cannot have is told by that name, wherever it comes from.' },
    ],
  },
  'target-arch-mismatch': {
    meaning: p(
      'GOOS or GOARCH is set, so Go builds programs for another platform than this machine. dlv cannot start them: "exec format',
      'error" or "not an executable file". `go install` of dlv builds dlv itself for that platform, too, and puts it into a',
      'subfolder of GOPATH/bin where nobody looks. Cross-compiling is done for one command; as a lasting setting it breaks',
      'debugging.',
    ),
    look: p(
      "GOOS and GOARCH of go env are compared with this machine's; a Go that builds for what it is itself is another cause. Where",
      'they agree, the header of a dlv on PATH that does not start is read.',
    ),
    fix: {
      ...unix(
        'go env GOOS GOARCH GOHOSTOS GOHOSTARCH',
        'unset GOOS GOARCH',
        'go env -u GOOS GOARCH',
        '# in VS Code: look in go.toolsEnvVars and in env of launch.json',
      ),
      windows: [
        'go env GOOS GOARCH GOHOSTOS GOHOSTARCH',
        'Remove-Item Env:GOOS, Env:GOARCH -ErrorAction SilentlyContinue',
        'go env -u GOOS GOARCH',
      ],
    },
    confused: [
      { with: 'not-a-main-package', decides: 'Both end in "not an executable file". go env shows GOOS and GOARCH of this machine there.' },
      { with: 'binary-wrong-arch', decides: 'There go env is right, and one program was built for elsewhere.' },
      { with: 'emulated-arch-no-ptrace', decides: 'There the foreign program does start, under an emulator.' },
      { with: 'gobin-cross-compile', decides: 'The same setting, seen by go install when GOBIN is set.' },
    ],
  },
  'goflags-invalid': {
    meaning: p(
      'GOFLAGS holds a word that does not start with a dash, or a flag that no go command knows. Every build then fails with',
      '"parsing $GOFLAGS", in the shell, in the editor and in dlv, which calls go build. go env still works, so the environment',
      'looks sound. Quotes hold words together only when they stand around the whole flag. Or the flag is a good one for one build',
      'and breaks all others: `-buildmode=c-shared`, `-n`, `-toolexec` or `-overlay` with a file that is gone, `-race` without cgo.',
    ),
    look: p(
      '`go list unsafe` is run with the GOFLAGS in force, and its complaint is read. When our own debuggee does not build, it is built',
      'once more without GOFLAGS: if it does then, they are the reason.',
    ),
    fix: {
      ...unix(
        'go env GOFLAGS',
        'unset GOFLAGS',
        'go env -u GOFLAGS',
        '# a flag with spaces in it: `export GOFLAGS="\'-ldflags=-X main.a=1 -X main.b=2\'"`',
      ),
      windows: ['go env GOFLAGS', 'Remove-Item Env:GOFLAGS -ErrorAction SilentlyContinue', 'go env -u GOFLAGS'],
    },
    confused: [
      { with: 'goflags-mod-conflict', decides: 'There the flag is a good one, in the wrong place.' },
      { with: 'debug-info-stripped', decides: 'A GOFLAGS with -ldflags=-w is accepted, and strips every program.' },
    ],
  },
  'goflags-mod-conflict': {
    meaning: p(
      'GOFLAGS sets -mod or -modfile for every go command. With -mod=vendor, `go install dlv@version` fails ("cannot query module',
      'due to -mod=vendor"), and so does any module without a vendor folder. -modfile names a file that is right for one module',
      'only. -mod=mod lets every build change go.mod.',
    ),
    look: p(
      "The words of GOFLAGS are read. -mod=vendor beside a vendor folder, and -mod=mod, are notes; -mod=readonly is Go's default",
      'and is passed over.',
    ),
    fix: {
      ...unix(
        'go env GOFLAGS',
        'unset GOFLAGS',
        'go env -u GOFLAGS',
        '# for one command: `GOFLAGS= go install github.com/go-delve/delve/cmd/dlv@latest`',
      ),
      windows: ['go env GOFLAGS', 'Remove-Item Env:GOFLAGS -ErrorAction SilentlyContinue', 'go env -u GOFLAGS'],
    },
    confused: [
      { with: 'vendor-inconsistent', decides: 'There the vendor folder is wanted, and out of date.' },
      { with: 'dlv-install-failed', decides: '"cannot query module due to -mod=vendor" is this cause.' },
    ],
  },
  'gopath-mode-off': {
    meaning: p(
      'GO111MODULE is off, so Go works as before modules: go.mod is not read, imports are looked for in GOPATH/src, and `go install',
      'tool@version` is refused ("cannot use path@version syntax in GOPATH mode"). Programs that build elsewhere do not build here,',
      'and dlv cannot be installed.',
    ),
    look: 'GO111MODULE of go env is compared with off.',
    fix: {
      ...unix('go env GO111MODULE', 'unset GO111MODULE', 'go env -u GO111MODULE'),
      windows: ['go env GO111MODULE', 'Remove-Item Env:GO111MODULE -ErrorAction SilentlyContinue', 'go env -u GO111MODULE'],
    },
    confused: [
      {
        with: 'go-too-old-for-install-at-version',
        decides: 'The message is the same. `go version` before 1.16 is that; a newer Go with GO111MODULE=off is this.',
      },
      { with: 'no-go-mod', decides: 'There modules are on, and none is found.' },
    ],
  },
  'proxy-off': {
    meaning: p(
      'GOPROXY is off, so the go command downloads nothing at all. A build of a project whose modules are all in the cache works;',
      '`go install dlv@version` fails even then, since it asks whether the version is deprecated or retracted: "module lookup',
      'disabled by GOPROXY=off".',
    ),
    look: 'The first entry of GOPROXY, as go env says it, is compared with off.',
    fix: {
      ...unix(
        'go env GOPROXY',
        'unset GOPROXY',
        'go env -u GOPROXY',
        p(
          '# without a network, dlv from the module cache: `GOPROXY="file://$(go env GOMODCACHE)/cache/download" go install',
          'github.com/go-delve/delve/cmd/dlv@v1.27.2`',
        ),
      ),
      windows: ['go env GOPROXY', 'Remove-Item Env:GOPROXY -ErrorAction SilentlyContinue', 'go env -u GOPROXY'],
    },
    confused: [{ with: 'module-download-blocked', decides: 'There a proxy is asked, and does not answer.' }],
  },
  'checksum-database-off': {
    meaning: p(
      'Modules are not checked against the checksum database: GOSUMDB is off, or GONOSUMDB or GOPRIVATE hold a pattern that fits',
      'every path. Then whoever answers for the proxy can hand out another Delve than the one that was released, and it runs with',
      'the rights of your programs. Nothing fails by it, which is why nobody takes it back.',
    ),
    look: 'GOSUMDB is compared with off, and the patterns of GONOSUMDB and GOPRIVATE with those that fit everything.',
    fix: {
      ...unix(
        'go env GOSUMDB GONOSUMDB GOPRIVATE',
        'unset GOSUMDB GONOSUMDB',
        'go env -u GOSUMDB GONOSUMDB',
        '# for private modules alone: `go env -w GOPRIVATE=git.example.org/*`',
      ),
      windows: [
        'go env GOSUMDB GONOSUMDB GOPRIVATE',
        'Remove-Item Env:GOSUMDB, Env:GONOSUMDB -ErrorAction SilentlyContinue',
        'go env -u GOSUMDB GONOSUMDB',
      ],
    },
    confused: [
      { with: 'module-checksum-mismatch', decides: 'That is the alarm which people silence by turning the database off.' },
      { with: 'private-module-via-proxy', decides: 'A private module needs GOPRIVATE with its own path, not GOSUMDB=off.' },
    ],
  },
  'go-env-policy': {
    meaning: p(
      'A Go variable does not have the value, or does not come from the place, that the policy asks for. Whether that breaks',
      "anything depends on the rule; it is the project's own wish, and the line of the policy is the place.",
    ),
    look: p(
      'Each rule below `env` in the policy is compared with the value of go env and with where it comes from: the environment, the',
      'GOENV file, go.env of GOROOT, or Go itself.',
    ),
    fix: { any: ['go env -changed', '# take the value back where it comes from (the finding says where), or change the rule'] },
    confused: [{ with: 'env-written-by-go-env-w', decides: 'A rule `not-from` that a value of go env -w breaks is told by that name.' }],
  },
  'gobin-not-on-path': {
    meaning: p(
      'GOBIN was set to a folder that is not on PATH. `go install` of dlv then says nothing and puts it there, and what starts is',
      'another dlv, the old one, or none: "command not found". Editors find it, since they ask for GOBIN; the shell and scripts do',
      'not.',
    ),
    look: 'GOBIN of go env is looked for among the folders of PATH, by their real paths. An unset GOBIN is passed over.',
    fix: {
      ...unix('go env GOBIN', 'export PATH="$(go env GOBIN):$PATH"', '# in a workflow: `go env GOBIN >> "$GITHUB_PATH"`'),
      windows: ['go env GOBIN', '$env:Path = "$(go env GOBIN);$env:Path"'],
    },
    confused: [
      { with: 'dlv-not-on-path', decides: 'There a dlv is in such a folder already, and none is on PATH.' },
      { with: 'gobin-unusable', decides: 'There nothing can be put into GOBIN.' },
    ],
  },
};
