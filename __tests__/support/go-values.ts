/** Releases whose `go env` differs. */
export const GO_RELEASES = ['go1.21.13', 'go1.24.13', 'go1.26.8', 'go1.27.2'];

/** For each variable a value that is not its default, and another one. `<dir>` is the folder of the run. */
const VALUES: Record<string, readonly [string, string]> = {
  CGO_ENABLED: ['0', '1'],
  GO111MODULE: ['auto', 'on'],
  GO386: ['softfloat', 'sse2'],
  GOAMD64: ['v3', 'v2'],
  GOARCH: ['arm64', 'amd64'],
  GOARM: ['6', '5'],
  GOARM64: ['v8.2', 'v9.0'],
  GOCACHE: ['<dir>/cache-x', '<dir>/cache-y'],
  GOENV: ['<dir>/xdg/../xdg/go/env', '<dir>/xdg/go/../go/env'],
  GOEXPERIMENT: ['fieldtrack', 'staticlockranking'],
  GOFIPS140: ['latest', 'off'],
  GOFLAGS: ['-trimpath', '-modcacherw'],
  GOMIPS: ['softfloat', 'hardfloat'],
  GOMIPS64: ['softfloat', 'hardfloat'],
  GOMODCACHE: ['<dir>/modules-x', '<dir>/modules-y'],
  GOOS: ['windows', 'linux'],
  GOPATH: ['<dir>/path-x', '<dir>/path-y'],
  GOPPC64: ['power9', 'power10'],
  GORISCV64: ['rva22u64', 'rva20u64'],
  GOROOT: ['<dir>/goroot-x', '<dir>/goroot-y'],
  GOTMPDIR: ['<dir>/tmp-x', '<dir>/tmp-y'],
  GOTOOLCHAIN: ['local+path', 'local'],
  GOWASM: ['satconv', 'signext'],
  GOWORK: ['off', '<dir>/project/other.work'],
};
/** The two values of a variable; of most any text will do. */
export const valuesOf = (name: string) => VALUES[name] ?? ([`x-${name}`, `y-${name}`] as const);
