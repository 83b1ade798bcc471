import { certain, likely, near, possible, type Signature, silent } from '../signature.js';
import { DEBUGGED, DEBUGGING, DELVE_SOURCES } from './context.js';
import { PROBES } from './probes.js';

/** What the go command and the compiler say of a package that is to be debugged. */
export const compileSignatures: readonly Signature[] = [
  {
    example: 'go build -o /src/__debug_bin . failed: Build error: Check the debug console for details.',
    has: 'build error: ',
    pattern: /Build error: (?:Check the debug console|go (?:build|test))/i,
    tells: [possible('package-does-not-build')],
    decide: [{ run: 'go build ./... ', tells: 'the errors of the compiler: package-does-not-build' }],
    source: 'dlv dap',
  },
  {
    example: 'go install: package example.org/x is not a main package',
    has: 'is not a main package',
    pattern: /package \S{1,200} is not a main package/,
    tells: [certain('not-a-main-package', silent(/delve is not a main package/))],
    source: 'go install',
  },
  {
    example: 'Can not debug non-main package',
    has: 'non-main package',
    pattern: /(?:Can ?not|can't) (?:debug|run) non-main package/i,
    tells: [certain('not-a-main-package')],
    source: 'dlv debug, go run',
  },
  {
    example: 'go run: cannot run *_test.go files (main_test.go)',
    has: 'cannot run *_test.go files',
    pattern: /cannot run \*_test\.go files/,
    tells: [likely('not-a-main-package')],
    source: 'go run',
  },
  {
    example: 'function main is undeclared in the main package',
    has: 'is undeclared in the main package',
    pattern: /main is undeclared in the main package/,
    tells: [likely('not-a-main-package')],
    decide: [PROBES.packageName],
    source: 'go build',
  },
  {
    example: 'could not launch process: fork/exec /src/pkg/debug.test: no such file or directory',
    has: ['no such file or directory', 'cannot find the file'],
    pattern:
      /(?:fork\/exec|open|l?stat|GetFileAttributesEx|CreateFile) [^\n]{0,300}(?:debug|__debug_bin\w{0,20}|\w)\.test(?:\.exe)?"?: (?:no such file or directory|The system cannot find the file)/,
    tells: [likely('no-test-files', near(DEBUGGING))],
    decide: [PROBES.packageName],
    source: 'dlv test',
  },
  {
    example: 'package app: build constraints exclude all Go files in /src/app',
    has: ['build constraints exclude all go files', 'no buildable go'],
    pattern: /build constraints exclude all Go files in (?!\S{0,200}(?:delve|syscall\/js))/,
    tells: [possible('target-arch-mismatch'), possible('cgo-required-but-disabled'), possible('package-does-not-build')],
    decide: [PROBES.goPlatform, { run: 'go env CGO_ENABLED', tells: '0: cgo-required-but-disabled' }],
    source: 'go command',
  },
  {
    example: './main.go:41:2: undefined: helper',
    has: '.go:',
    pattern:
      /^(?:[\w.-]{0,40}: )?[\w./\\@-]{1,200}\.go:\d{1,6}(?::\d{1,5})?: (?:undefined: |undeclared name|syntax error|cannot use |imported and not used|declared (?:and|but) not used|missing return|\S{1,60} redeclared|too many arguments|not enough arguments|no required module|\S{1,60} undefined )/,
    tells: [
      possible('package-does-not-build', (log, _match, index) => !log.says(DELVE_SOURCES) && DEBUGGED(log, _match, index)),
      possible('launch-config-invalid', (log, _match, index) => log.says(/^# command-line-arguments/m) && DEBUGGED(log, _match, index)),
    ],
    decide: [{ run: 'go build ./...', tells: 'the same errors: package-does-not-build; none: a file was named where the package belongs' }],
    source: 'the compiler, run by dlv',
  },
  {
    example: 'Build process exiting with code: 1 signal: null',
    has: 'build process exiting with code: ',
    pattern: /Build process exiting with code: [1-9]/,
    tells: [possible('package-does-not-build')],
    decide: [{ run: 'go build ./...', tells: 'the errors of the compiler: package-does-not-build' }],
    source: 'VS Code, without debugging',
  },
];
