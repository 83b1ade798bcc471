/** What a variable does to a debug session, in a sentence. https://pkg.go.dev/cmd/go#hdr-Environment_variables */
export const EFFECTS: Readonly<Record<string, string>> = {
  CC: 'The C compiler of every cgo build, of -race, and of a dlv that is built with cgo.',
  CGO_CFLAGS:
    'Flags of the C compiler. dlv debug sets -O0 -g where it is unset; a value of its own can leave C code without debug information.',
  CGO_ENABLED: 'With 0, files that import "C" are left out, and -race is refused; with 1 and no C compiler, every cgo build fails.',
  CGO_LDFLAGS: 'Flags of the linker of every cgo build: what it does not know fails the link, and -s strips the program.',
  GO111MODULE: 'With off, go.mod is not read: programs do not build, and go install of dlv at a version is refused.',
  GOARCH: 'Another architecture than this machine’s: dlv cannot start what is built, and go install builds dlv itself for it.',
  GOBIN: 'Where go install puts dlv. It has to be on PATH, or the old dlv stays the one that starts.',
  GOCACHE: 'Where builds are kept. What cannot be written to stops every build, dlv debug included.',
  GODEBUG: 'Switches of the runtime, for the program, for dlv and for the go command alike.',
  GOENV: 'The file that go env -w writes; what it says is in force in every shell and every editor of this user.',
  GOEXPERIMENT: 'Another compiler and runtime than the released ones, which Delve may not know.',
  GOFLAGS:
    'Flags of every go command, those of dlv and editors too: -ldflags with -s or -w strips, -trimpath unties breakpoints from files, -mod decides what installs can do.',
  GOMODCACHE: 'Where the sources of modules lie, which the debugger shows when it steps into one.',
  GONOSUMDB: 'Modules that are taken without a look at the checksum database; dlv can be one of them.',
  GOOS: 'Another system than this machine’s: dlv cannot start what is built, and go install builds dlv itself for it.',
  GOPATH: 'Where modules are kept, and where go install puts dlv when GOBIN is unset: in bin of its first folder.',
  GOPRIVATE: 'Modules that are fetched from where they are, past the proxy and the checksum database.',
  GOPROXY: 'Where modules come from. With off, dlv cannot be installed, not even when all of it is in the cache.',
  GOROOT:
    'The tree that builds programs. When it is not the one of the go command, no build works, and dlv shows other sources of the runtime.',
  GOSUMDB: 'Who vouches for modules. With off, what is installed as dlv is taken unseen.',
  GOTMPDIR:
    'Where programs are built and tests started: on a file system that forbids to start programs, neither go test nor go run works.',
  GOTOOLCHAIN: 'Which Go builds, where go.mod asks for another than is installed; dlv has to match the one that builds.',
  GOVERSION: 'The Go that builds. dlv has to be made for it, and by a Go that is no older.',
  GOWORK: 'Which modules are built together: with a wrong file, or off, packages of the workspace are not found.',
  HOME: 'Where Go keeps its cache, its modules and its settings when nothing else says so.',
  PATH: 'Which go, dlv, gofmt and C compiler start.',
  TMPDIR: 'Where programs are built and tests started, unless GOTMPDIR says otherwise.',
};
