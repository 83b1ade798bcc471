import { certain, likely, possible, type Signature, says, silent } from '../signature.js';
import { DELVE_SOURCES, isNewStandard, isOldStandard, notStandard } from './context.js';
import { PROBES } from './probes.js';

const WHERE = [PROBES.goMod];

/** Messages of the go command about modules. */
export const moduleSignatures: readonly Signature[] = [
  {
    example: 'go: cannot determine module path for source directory /src (outside GOPATH, no import comments)',
    has: 'cannot determine module path',
    pattern: /cannot determine module path for source directory/,
    tells: [likely('no-go-mod')],
    decide: WHERE,
    source: 'go command',
  },
  {
    example: "go: 'go install' requires a version when current directory is not in a module",
    has: 'when current directory is not in a module',
    pattern: /(?:requires a version|version is required) when current directory is not in a module/,
    tells: [likely('no-go-mod')],
    decide: WHERE,
    source: 'go install',
  },
  {
    example:
      'current directory is contained in a module that is not one of the workspace modules listed in go.work. You can add the module to the workspace using:',
    has: 'listed in go.work',
    pattern: /(?:workspace )?modules? [^\n]{0,200}listed in go\.work|modules listed in go\.work/,
    tells: [certain('go-work-mismatch', silent(/listed in go\.work file requires go/)), likely('go-work-mismatch')],
    source: 'Go 1.18 and later',
  },
  {
    example: 'This file is within module "./cmd", which is not included in your workspace.',
    has: 'not included in your workspace',
    pattern: /within module [^\n]{1,200} which is not included in your workspace/,
    tells: [likely('go-work-mismatch')],
    source: 'gopls',
  },
  {
    example: 'go: inconsistent vendoring in /src:',
    has: 'inconsistent vendoring',
    pattern: /inconsistent vendoring in /,
    tells: [
      likely('goflags-mod-conflict', says(/GOFLAGS[^\n]{0,40}-mod=/)),
      certain('vendor-inconsistent', silent(/GOFLAGS[^\n]{0,40}-mod=/)),
      likely('vendor-inconsistent'),
    ],
    source: 'go command',
  },
  {
    example: 'github.com/acme/web@v1.6.1: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt',
    has: 'vendor/modules.txt',
    pattern:
      /(?:but not marked as explicit in|is marked as explicit in|is replaced in|but not marked as replaced in|is marked as replaced in) ?[^\n]{0,60}vendor\/modules\.txt/,
    tells: [likely('vendor-inconsistent')],
    source: 'go command',
  },
  {
    example: 'directory x is not a package listed in vendor/modules.txt',
    has: 'listed in vendor/modules.txt',
    pattern: /not a package listed in vendor\/modules\.txt/,
    tells: [likely('vendor-inconsistent')],
    source: 'go command',
  },
  {
    example: 'missing go.sum entry for module providing package example.org/x',
    has: 'missing go.sum entry',
    pattern: /missing go\.sum entry/,
    tells: [certain('go-sum-missing')],
    source: 'Go 1.16 and later',
  },
  {
    example: 'go: updates to go.mod needed; to update it:',
    has: 'updates to go.',
    pattern: /updates to go\.(?:mod|sum) needed/,
    tells: [certain('go-sum-missing')],
    source: 'Go 1.14 and later',
  },
  {
    example: 'main.go:4:2: no required module provides package example.org/x; to add it:',
    has: 'no required module provides package',
    pattern: /no required module provides package/,
    tells: [likely('go-sum-missing', silent(/go\.mod file not found/)), likely('no-go-mod', says(/go\.mod file not found/))],
    decide: WHERE,
    source: 'Go 1.16 and later',
  },
  {
    example: 'go: errors parsing go.mod:',
    has: 'errors parsing ',
    pattern: /errors parsing (?:\S{0,300}[\\/])?go\.(?:mod|work)/,
    tells: [
      certain(
        'go-mod-invalid',
        silent(/invalid go version '\d|unknown (?:directive|block type): (?:toolchain|godebug|tool|ignore|retract)/),
      ),
    ],
    source: 'go command',
  },
  {
    example: "go.mod:4: invalid toolchain version 'bogus': must match format go1.23.0 or default",
    has: 'invalid toolchain version',
    pattern: /invalid toolchain version '/,
    tells: [certain('go-mod-invalid')],
    source: 'Go 1.21 and later',
  },
  {
    example: 'go: error reading go.mod: missing module declaration. To specify the module path:',
    has: 'go.mod: ',
    pattern: /go\.mod: (?:missing module declaration|invalid module path|no module declaration)/,
    tells: [certain('go-mod-invalid')],
    source: 'go command',
  },
  {
    example: 'go: example.org/x@v0.0.0 (replaced by ../x): reading ../x/go.mod: open /src/x/go.mod: no such file or directory',
    has: 'replace',
    pattern: /replacement directory \S{1,200} does not exist|replaced by [^)\n]{1,200}\): reading [^\n]{1,300}no such file/,
    tells: [likely('go-mod-invalid')],
    source: 'go command',
  },
  {
    example: 'error obtaining VCS status: exit status 128',
    has: 'error obtaining vcs status',
    pattern: /error obtaining VCS status/,
    tells: [certain('vcs-stamping-fails')],
    source: 'Go 1.18 and later',
  },
  {
    example: "fatal: detected dubious ownership in repository at '/src'",
    has: 'detected dubious ownership',
    pattern: /detected dubious ownership/,
    tells: [likely('vcs-stamping-fails', says(/\bgo (?:build|install|run|test|list)\b|go: |\bdlv\b|__debug_bin/))],
    source: 'git, run by go build',
  },
  {
    example: 'example.org/x v1.0.0: dir has been modified (/go/pkg/mod/example.org/x@v1.0.0)',
    has: 'has been modified (',
    pattern: /(?:dir|zip) has been modified \(/,
    tells: [certain('module-cache-modified')],
    source: 'go mod verify',
  },
  {
    example: 'go list: context deadline exceeded',
    has: 'go list',
    pattern: /go list[^\n]{0,200}(?:deadline exceeded|timed out|took too long|timeout)/i,
    tells: [likely('go-list-slow')],
    decide: [{ run: 'time go list -deps ./... >/dev/null', tells: 'more than some seconds: go-list-slow' }],
    source: 'editors',
  },
  {
    example: "go: no modules were found in the current workspace; see 'go help work'",
    has: 'no modules were found in the current workspace',
    pattern: /no modules were found in the current workspace/,
    tells: [certain('go-work-mismatch')],
    source: 'Go 1.18 and later',
  },
  {
    example: 'go: open /src/tools/go.mod: no such file or directory (cannot load module ../tools listed in go.work file)',
    has: ['listed in go.work', 'go.work file', 'go.work:'],
    pattern:
      /cannot load module \S{1,200} listed in go\.work|go\.work:\d{1,5}: (?!invalid go version|unknown)|cannot find module \S{1,200} listed in go\.work/,
    tells: [certain('go-work-mismatch')],
    source: 'Go 1.18 and later',
  },
  {
    example: 'main module (example.org/app) does not contain package example.org/app/tools',
    has: 'does not contain package',
    pattern: /main module \(\S{1,200}\) does not contain package/,
    tells: [possible('wrong-working-directory'), possible('go-work-mismatch'), possible('no-go-mod')],
    decide: WHERE,
    source: 'Go 1.14 and later: a folder with a go.mod of its own, or one that is not there',
  },
  {
    example: 'cannot find module providing package crypto/ed25519',
    has: 'cannot find module providing package ',
    pattern: /cannot find module providing package ([\w/]{1,60})(?:$|[\s:)])/,
    tells: [
      likely('project-needs-newer-go', (log, match) => isNewStandard(log, match) && !log.says(DELVE_SOURCES)),
      likely('go-too-old-to-build-dlv', (log, match) => isNewStandard(log, match) && log.says(DELVE_SOURCES)),
      likely('goroot-invalid', isOldStandard),
      possible('no-go-mod', notStandard),
      possible('wrong-working-directory', notStandard),
      possible('wrong-import-path', notStandard),
    ],
    decide: [PROBES.goVersionOnly, PROBES.goMod],
    source: 'Go 1.11 to 1.15',
  },
];
