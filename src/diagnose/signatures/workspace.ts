import { certain, likely, possible, type Signature, says } from '../signature.js';
import { DELVE_SOURCES } from './context.js';
import { PROBES } from './probes.js';

const GOWORK = [PROBES.goMod];

/** What the go command says of a go.work, and of a go.mod that it cannot follow. */
export const workspaceSignatures: readonly Signature[] = [
  {
    example: 'go: conflicting replacements found for example.org/x in workspace modules defined by /src/a/go.mod and /src/b/go.mod',
    has: ['conflicting replacements ', 'appears multiple times in workspace', 'is replaced at all versions in the go.work'],
    pattern:
      /conflicting replacements (?:found )?for \S|(?:module|path) \S{1,200} appears multiple times in workspace|is replaced at all versions in the go\.work file/,
    tells: [certain('go-work-mismatch')],
    source: 'Go 1.18 and later',
  },
  {
    example: 'go: error loading go.work:',
    has: ['error loading go.work', 'invalid gowork', 'reading go.work: '],
    pattern: /error loading go\.work:|invalid GOWORK: |reading go\.work: /,
    tells: [likely('go-work-mismatch'), possible('go-mod-invalid')],
    decide: GOWORK,
    source: 'Go 1.18 and later',
  },
  {
    example: "go: 'go mod vendor' cannot be run in workspace mode. Run 'go work vendor' to vendor the workspace",
    has: 'cannot be run in workspace mode',
    pattern: /'go mod vendor' cannot be run in workspace mode/,
    tells: [likely('go-work-mismatch'), possible('vendor-inconsistent')],
    decide: GOWORK,
    source: 'Go 1.22 and later',
  },
  {
    example: 'go: vendored module example.org/x should be required explicitly in go.mod',
    has: 'should be required explicitly in go.mod',
    pattern: /vendored module \S{1,200} should be required explicitly in go\.mod/,
    tells: [certain('vendor-inconsistent')],
    source: 'go command',
  },
  {
    example: 'package example.org/x/y provided by example.org/x at latest version v1.3.0 but not at required version v1.1.0',
    has: 'but not at required version',
    pattern: /provided by \S{1,200} at latest version \S{1,80} but not at required version/,
    tells: [likely('go-sum-missing')],
    decide: GOWORK,
    source: 'go command: go.mod asks for a version that lacks the package',
  },
  {
    example: 'go: requested Go version 1.25 cannot load module graph (requires Go >= 1.26)',
    has: 'cannot load module graph (requires go',
    pattern: /cannot load module graph \(requires Go >= /,
    tells: [certain('project-needs-newer-go')],
    source: 'Go 1.21 and later',
  },
  {
    example: 'go: too many toolchain switches',
    has: ['too many toolchain switches', 'invoked to provide go'],
    pattern: /too many toolchain switches|toolchain go\S{1,40} invoked to provide go/,
    tells: [likely('toolchain-auto-switched'), possible('goroot-mismatch')],
    decide: [PROBES.goVersion],
    source: 'Go 1.21 and later: the Go that it switches to is not the one that it asked for',
  },
  {
    example: 'invalid toolchain "go1.25" in go.mod',
    has: 'invalid toolchain',
    pattern: /invalid toolchain(?: "[^"\n]{0,80}" in |: go\S{1,40} is a language version but not a toolchain)/,
    tells: [likely('go-mod-invalid'), possible('toolchain-not-available')],
    decide: [PROBES.goVersion],
    source: 'Go 1.21 and later',
  },
  {
    example: 'invalid minimum toolchain "go1.x" in GOTOOLCHAIN',
    has: 'invalid minimum toolchain',
    pattern: /invalid minimum toolchain "/,
    tells: [certain('toolchain-not-available')],
    source: 'Go 1.21 and later',
  },
  {
    example: 'go: RLock /mnt/share/app/go.mod: Incorrect function.',
    has: ['lock ', 'go.mod: '],
    pattern: /go: (?:RLock|Lock|open) [^\n]{1,300}go\.mod: (?!no such file)\S/,
    tells: [certain('go-mod-invalid')],
    source: 'go command: a folder of another user, or a share without locks',
  },
  {
    example: './set.go:12:10: type parameter requires go1.18 or later (-lang was set to go1.17; check go.mod)',
    has: ['-lang was set to go', 'file declares //go:build go'],
    pattern: /requires go1\.\d{1,3} or later \((?:-lang was set to go|file declares \/\/go:build go)/,
    tells: [likely('go-too-old-to-build-dlv', says(DELVE_SOURCES)), likely('package-does-not-build', (log) => !log.says(DELVE_SOURCES))],
    decide: [PROBES.goVersion],
    source: 'the compiler: the go line of go.mod is older than what the code uses',
  },
];
