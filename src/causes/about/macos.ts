import { type About, p } from './about.js';

/** What only macOS shows. */
export const macosAbout: Record<string, About> = {
  'macos-rosetta-amd64-go': {
    meaning: p(
      "On Apple silicon, a Go, a dlv, a terminal or an editor of the amd64 kind runs under Rosetta. Apple's debugserver is not for",
      'translated processes, so Delve refuses to start: "can not run under Rosetta". A dlv that is arm64 refuses too when the shell',
      'around it is translated, since debugserver would crash.',
    ),
    look: p(
      "No look of delve-gate shows it: it is told by dlv's own message. Delve asks `sysctl.proc_translated`, and `uname -m` when",
      'debugserver ended early.',
    ),
    fix: {
      darwin: [
        'sysctl -n sysctl.proc_translated',
        'uname -m',
        'file "$(command -v go)" "$(command -v dlv)"',
        '# install the arm64 Go from https://go.dev/dl/, then build dlv anew',
        'go install github.com/go-delve/delve/cmd/dlv@latest',
        '# a translated terminal: Get Info in Finder, untick "Open using Rosetta"; a Homebrew in /usr/local is the amd64 one',
      ],
    },
    confused: [
      {
        with: 'unsupported-platform',
        decides: 'Delve supports darwin/arm64; a message with "Rosetta" is about a translated process, not about the platform.',
      },
      { with: 'emulated-arch-no-ptrace', decides: 'That is Linux in a container ("function not implemented"); this is macOS.' },
    ],
    from: 'Delve 1.27.2, pkg/proc/macutil and checkRosettaExpensive in pkg/proc/gdbserial/gdbserver.go',
  },
  'macos-debug-permission': {
    meaning: p(
      'On macOS one process may debug another only through debugserver, and debugserver only for a user of the group _developer',
      'while developer mode is on. Over ssh and in CI nobody can answer the dialog that asks for it, so debugserver ends, and dlv',
      'says "stub exited while waiting for connection". On a desktop the dialog comes up again and again.',
    ),
    look: 'No look of delve-gate shows it: it needs a Mac. A person asks for developer mode and for the group, with the commands below.',
    fix: {
      darwin: [
        'DevToolsSecurity -status',
        'dsmemberutil checkmembership -U "$USER" -G _developer',
        'sudo DevToolsSecurity -enable',
        'sudo dscl . append /Groups/_developer GroupMembership "$(whoami)"',
        '# then log in again',
      ],
    },
    confused: [
      {
        with: 'target-arch-mismatch',
        decides: 'A program for another platform ended old dlv with the same "stub exited": `go env GOOS GOARCH` decides.',
      },
      { with: 'macos-debugserver-missing', decides: 'There debugserver is not found at all, and dlv says that.' },
      { with: 'macos-debugserver-eof', decides: 'There debugserver did connect, and went away while it talked: "EOF".' },
      { with: 'localhost-not-loopback', decides: 'Old dlv said the same when localhost was not the loopback.' },
    ],
    from: 'Delve 1.27.2, Documentation/installation/README.md and pkg/proc/gdbserial/gdbserver.go; public threads of Delve',
  },
  'macos-debugserver-missing': {
    meaning: p(
      "On macOS Delve does not trace by itself: it starts Apple's debugserver, which comes with the command line tools or Xcode. An",
      'upgrade of macOS can remove the tools. Then dlv finds no debugserver and no lldb-server, and says "debugserver or',
      'lldb-server not found". An lldb-server from another LLVM that is on PATH is no good replacement.',
    ),
    look: p(
      'No look of delve-gate shows it: it needs a Mac. Delve looks at DELVE_DEBUGSERVER_PATH, then for debugserver on PATH, in the',
      'command line tools, and beside the folder that xcode-select prints; last for lldb-server on PATH.',
    ),
    fix: {
      darwin: [
        'xcode-select -p',
        p(
          'ls "$(xcode-select -p)/../SharedFrameworks/LLDB.framework/Versions/A/Resources/debugserver"',
          '/Library/Developer/CommandLineTools/Library/PrivateFrameworks/LLDB.framework/Versions/A/Resources/debugserver',
        ),
        'xcode-select --install',
        '# where it says that they are installed already: `sudo rm -rf /Library/Developer/CommandLineTools`, then again',
      ],
    },
    confused: [{ with: 'macos-debug-permission', decides: 'There debugserver is found and started, and not allowed to debug.' }],
    from: p(
      'Delve 1.27.2, getDebugServerAbsolutePath in pkg/proc/gdbserial/gdbserver.go and errMacOSBackendUnavailable in',
      'service/debugger/debugger.go',
    ),
  },
  'macos-debugserver-eof': {
    meaning: p(
      'debugserver was started, connected, and ended in the middle of the first questions; all that dlv can say is "could not',
      'launch process: EOF". Threads name many reasons: command line tools of another macOS version, a tool of another',
      'architecture, a dlv with a certificate of its own, developer mode that is off, security software. The message alone never',
      'tells which.',
    ),
    look: p(
      'No look of delve-gate shows it: it needs a Mac. A person lets dlv write down the conversation with debugserver, and reads',
      'who stopped it.',
    ),
    fix: {
      darwin: [
        'dlv debug --log --log-output=gdbwire,lldbout,debugger ./PACKAGE',
        'DevToolsSecurity -status',
        'file "$(command -v dlv)"',
        'softwareupdate --list',
        '# install the tools anew: `sudo rm -rf /Library/Developer/CommandLineTools`, then `xcode-select --install`',
        'go install github.com/go-delve/delve/cmd/dlv@latest',
      ],
    },
    confused: [
      { with: 'macos-debug-permission', decides: '`DevToolsSecurity -status` says disabled, or the user is not in _developer.' },
      { with: 'macos-codesign', decides: '`codesign -v --strict "$(command -v dlv)"` complains, or names a certificate of your own.' },
      { with: 'macos-rosetta-amd64-go', decides: '`file` says x86_64 for go or dlv on Apple silicon.' },
    ],
    from: 'public threads of Delve, such as go-delve/delve#2794 and #4192',
  },
  'macos-codesign': {
    meaning: p(
      'macOS runs only programs with a valid signature on Apple silicon, and lets only some signed ones debug. A dlv that was',
      "copied over an old file, changed after it was built, or signed by a certificate of one's own that is no longer trusted is",
      'killed at once: "Killed: 9". The advice to sign dlv by hand is from the time before Delve used debugserver; today the',
      "signature that the linker writes is enough, since debugserver is Apple's.",
    ),
    look: 'No look of delve-gate shows it: it needs a Mac. A person asks codesign about the file.',
    fix: {
      darwin: [
        'codesign -v --strict "$(command -v dlv)"',
        'rm "$(command -v dlv)"',
        'go install github.com/go-delve/delve/cmd/dlv@latest',
        '# remove a certificate dlv-cert or dlv-debugger of your own in Keychain Access',
      ],
    },
    confused: [
      { with: 'out-of-memory', decides: '"Killed: 9" at once on every start, with memory free, is the signature.' },
      { with: 'dlv-does-not-start', decides: 'Told by the same silence; `codesign -v` decides.' },
      { with: 'antivirus-blocks-dlv', decides: 'A managed Mac has security software that does the same: ask who manages it.' },
    ],
    from: 'public threads of Delve; Delve 1.27.2, Documentation/installation/README.md',
  },
  'macos-linker-dwarf': {
    meaning: p(
      "With cgo the program is linked by Apple's linker, and dsymutil collects its debug information. The linker of Xcode 15 and 16",
      'does this in ways that older Go did not know, so the debug information was lost or unreadable: "decoding dwarf section info',
      'at offset 0x0: too short". The DWARF 5 that its clang writes for the C part stopped Delve before 1.23.1: "DW_FORM_strx with',
      'no .debug_str_offsets section". Programs without cgo are linked by Go itself, and are not affected.',
    ),
    look: p(
      'No look of delve-gate shows it: it needs a Mac. A person compares a build with CGO_ENABLED=0, and the versions of Go, Delve',
      'and Xcode.',
    ),
    fix: {
      darwin: [
        'go version',
        'clang --version',
        'CGO_ENABLED=0 dlv debug ./PACKAGE',
        '# where that works: take Go 1.23 or newer and the newest Delve',
        'go install github.com/go-delve/delve/cmd/dlv@latest',
      ],
    },
    confused: [
      {
        with: 'debug-info-stripped',
        decides: 'The message is the same. `go version -m ./APP` shows -ldflags with -s or -w there, and cgo with an older Go here.',
      },
      {
        with: 'dlv-too-old-for-go',
        decides: 'Before Delve asked for versions, a dlv that was too old said the same. `dlv version` decides.',
      },
    ],
    from: 'golang/go#61229 and #68088; go-delve/delve#3811 and #3797',
  },
};
