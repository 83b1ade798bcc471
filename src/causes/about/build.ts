import { type About, p, unix } from './about.js';

/** Whether the package builds, and builds a program that can be debugged. */
export const buildAbout: Record<string, About> = {
  'package-does-not-build': {
    meaning: p(
      'The compiler or the go command rejects the package, for a reason in its code: the first lines say which. dlv builds before',
      'it debugs, so `dlv debug` and `dlv test` fail likewise, and editors show it as a failed start of the debugger. delve-gate',
      'builds without optimisation, as dlv does.',
    ),
    look: p(
      '`go build -gcflags="all=-N -l"` is run for the package of the policy, or for a debuggee of our own. Messages that mean an',
      'environment are causes of their own.',
    ),
    fix: { any: ['go build -gcflags="all=-N -l" ./PACKAGE', 'go vet ./PACKAGE', '# mend what the compiler names'] },
    confused: [
      { with: 'vcs-stamping-fails', decides: '"error obtaining VCS status" is about git, not about code.' },
      { with: 'c-toolchain-missing', decides: '"C compiler … not found" is about this machine.' },
      { with: 'binary-wrong-arch', decides: '"build constraints exclude all Go files" is about GOOS, GOARCH, tags or CGO_ENABLED.' },
    ],
  },
  'c-toolchain-missing': {
    meaning: p(
      'cgo is on, a package has C code, and there is no C compiler, or its headers are missing. Pure Go packages build without. dlv',
      'itself needs no C compiler on Linux, Windows and macOS; with CGO_ENABLED=1 in the environment and no gcc even its build',
      'fails.',
    ),
    look: 'What go build said is read for "C compiler … not found" and for cgo\'s own words.',
    fix: {
      any: ['# dlv without it: `CGO_ENABLED=0 go install github.com/go-delve/delve/cmd/dlv@latest`'],
      linux: [
        'go env CGO_ENABLED CC',
        'sudo apt-get install gcc libc6-dev',
        '# Alpine: `apk add gcc musl-dev`',
        'CGO_ENABLED=0 go build -gcflags="all=-N -l" ./PACKAGE',
      ],
      darwin: ['xcode-select --install', 'CGO_ENABLED=0 go build -gcflags="all=-N -l" ./PACKAGE'],
      windows: [
        'go env CGO_ENABLED CC',
        '# install a gcc: MSYS2, `pacman -S mingw-w64-ucrt-x86_64-gcc`, and put its bin on Path',
        '$env:CGO_ENABLED = "0"; go build -gcflags="all=-N -l" ./PACKAGE',
      ],
    },
    confused: [
      {
        with: 'package-does-not-build',
        decides: p(
          '"build constraints exclude all Go files" is the same seen with cgo off: Go turns it off by itself where it finds no',
          'compiler.',
        ),
      },
      { with: 'libc-mismatch', decides: 'There a C compiler did its work, for another C library.' },
    ],
  },
  'cgo-does-not-work': {
    meaning: p(
      'cgo is on, the project or a flag needs it, and a program with one line of C does not build. The C compiler is there; what it',
      'is told is wrong: a flag of CGO_CFLAGS that it does not know, a library of CGO_LDFLAGS that is not installed, a CC for another',
      'machine, a system root that is gone. Each is good for the machine that it was written for, and breaks every build with C',
      'elsewhere, dlv debug included.',
    ),
    look: p(
      'Where `go list` finds a package with C, GOFLAGS holds -race, or a build that failed speaks of C, one line of C is compiled and',
      'linked with the environment as it is. When that fails it is built again without each variable that was set: the first that',
      'mends it is named, with its line.',
    ),
    fix: {
      ...unix(
        'go env CC CGO_CFLAGS CGO_CPPFLAGS CGO_LDFLAGS GOFLAGS',
        'delve-gate env why CGO_CFLAGS',
        'unset CGO_CFLAGS',
        'go env -u CGO_CFLAGS',
        '# where the program can do without C: `CGO_ENABLED=0`',
      ),
      windows: [
        'go env CC CGO_CFLAGS CGO_CPPFLAGS CGO_LDFLAGS GOFLAGS',
        'Remove-Item Env:CGO_CFLAGS -ErrorAction SilentlyContinue',
        'go env -u CGO_CFLAGS',
      ],
    },
    confused: [
      { with: 'c-toolchain-missing', decides: 'There no C compiler is found at all: "C compiler … not found".' },
      {
        with: 'package-does-not-build',
        decides: "There one line of C builds, and the package's own C code, or a header of it, is at fault.",
      },
      { with: 'goflags-invalid', decides: 'There a build without C fails by GOFLAGS too.' },
    ],
  },
  'not-a-main-package': {
    meaning: p(
      'The package is a library: its name is not main, so a build makes no program. `dlv debug` builds it without complaint, and',
      'then says "not an executable file". In an editor it happens when a file of a library is open and the configuration takes the',
      'file that is open.',
    ),
    look: 'The package of the policy is built, and what came of it is looked at: an archive and no program.',
    fix: {
      any: [
        "go list -f '{{.Name}}' ./PACKAGE",
        'go list -f \'{{if eq .Name "main"}}{{.ImportPath}}{{end}}\' ./...',
        '# debug one of those, or a test of the library: `dlv test ./PACKAGE`',
      ],
    },
    confused: [
      { with: 'target-arch-mismatch', decides: 'The message is the same; `go env GOOS GOARCH` decides.' },
      { with: 'tmp-noexec', decides: 'The message is the same on a file system that is mounted noexec.' },
      { with: 'exec-target-invalid', decides: 'With dlv exec the file itself is the matter.' },
    ],
  },
  'debug-info-stripped': {
    meaning: p(
      "The program has no DWARF: it was linked with -s or -w, or stripped afterwards, by a Makefile, a Dockerfile, GOFLAGS, Bazel's",
      'opt mode or `go run`. Delve up to 1.20 refuses it; from 1.21 it starts it with a warning, and then no file, line or variable',
      'is known: "could not find file …, binary is stripped". Nor can its Go version be checked.',
    ),
    look: p(
      'The sections of the built program are read: .debug_info, or .zdebug_info, or what Mach-O and PE call them. GOFLAGS is read',
      "for -ldflags with -s or -w, and sessions for dlv's words.",
    ),
    fix: {
      any: ['# keep -s -w for the release, and build another program for debugging; stripping dlv itself does no harm'],
      ...unix("go version -m ./APP | grep -E 'ldflags|gcflags'", 'go env GOFLAGS', 'go build -gcflags="all=-N -l" -o ./APP ./PACKAGE'),
      windows: [
        "go version -m .\\APP.exe | Select-String 'ldflags|gcflags'",
        'go env GOFLAGS',
        'go build -gcflags="all=-N -l" -o .\\APP.exe .\\PACKAGE',
      ],
    },
    confused: [
      { with: 'macos-linker-dwarf', decides: '"decoding dwarf section" on a Mac with cgo may be Apple\'s linker.' },
      { with: 'dlv-too-old-for-go', decides: 'Very old dlv said the same of DWARF that it could not read.' },
      { with: 'optimized-binary', decides: 'There DWARF is present, and variables are optimised away.' },
    ],
  },
  'optimized-binary': {
    meaning: p(
      'The program was compiled with optimisation and inlining. dlv debugs it, and lines jump, functions that were inlined cannot',
      'be stopped at, and variables show "(unreadable could not find loclist entry …)" or are missing. `-gcflags="-N -l"` without',
      '`all=` covers only the packages named on the command line, and of repeated -gcflags the last one wins.',
    ),
    look: 'The build settings that Go writes into the program are read, as `go version -m` shows them: -gcflags must hold -N and -l.',
    fix: {
      any: ['# `dlv debug` and `dlv test` do so by themselves'],
      ...unix('go version -m ./APP | grep gcflags', 'go build -gcflags="all=-N -l" -o ./APP ./PACKAGE'),
      windows: ['go version -m .\\APP.exe | Select-String gcflags', 'go build -gcflags="all=-N -l" -o .\\APP.exe .\\PACKAGE'],
    },
    confused: [
      { with: 'dlv-built-with-older-go', decides: 'There all locals are missing, in every function, without a word.' },
      { with: 'debug-info-stripped', decides: 'There no line is known at all.' },
      { with: 'breakpoint-not-hit', decides: 'A breakpoint in a function that was inlined everywhere is never hit.' },
    ],
  },
  'no-test-files': {
    meaning: p(
      'Mode test is asked for, and the package has no _test.go file, or none under the build tags in force. There is no test',
      'program to debug; older dlv reported a file that does not exist.',
    ),
    look: 'What dlv test said is read for "no test files".',
    fix: {
      any: [
        "go list -f '{{.TestGoFiles}} {{.XTestGoFiles}}' ./PACKAGE",
        p(
          '# name a package with tests, or its tags: `dlv test --build-flags=-tags=TAG ./PACKAGE`; dlv test takes one package, not',
          './...',
        ),
      ],
    },
    confused: [
      { with: 'not-a-main-package', decides: 'There mode debug was asked for.' },
      { with: 'exec-target-invalid', decides: 'Older dlv said "fork/exec …: no such file or directory" of it.' },
    ],
  },
  'binary-wrong-arch': {
    meaning: p(
      'The program that is to be debugged was built for another platform than the target: its header names another system or',
      'processor. It would not start there, or would start under an emulator and prove nothing.',
    ),
    look: 'The header of the program is read, ELF, Mach-O or PE, and compared with the target.',
    fix: {
      ...unix(
        'file ./APP',
        "go version -m ./APP | grep -E 'GOOS|GOARCH'",
        'GOOS=linux GOARCH=arm64 go build -gcflags="all=-N -l" -o ./APP ./PACKAGE',
      ),
      windows: [
        "go version -m .\\APP.exe | Select-String 'GOOS|GOARCH'",
        p(
          '$env:GOOS = "linux"; $env:GOARCH = "arm64"; go build -gcflags="all=-N -l" -o APP .\\PACKAGE; Remove-Item Env:GOOS,',
          'Env:GOARCH',
        ),
      ],
    },
    confused: [
      { with: 'target-arch-mismatch', decides: 'There go env itself builds for elsewhere, every program.' },
      { with: 'image-arch-mismatch', decides: 'There the whole image is of another architecture.' },
    ],
  },
  'not-a-go-program': {
    meaning: p(
      'The file that smoke.binary names carries no build information of Go: it is another kind of program, a script, or a Go',
      'program whose information was cut out by a packer or by strip. What built it cannot be said, nor whether dlv knows that Go.',
    ),
    look: 'The build information is read from the file, as `go version -m` does.',
    fix: { any: ['go version -m ./APP', '# name a program in smoke.binary that go build made'] },
    confused: [
      { with: 'debug-info-stripped', decides: '-s -w takes DWARF and leaves the build information; go version -m still answers.' },
    ],
  },
};
