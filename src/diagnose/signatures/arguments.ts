import { likely, possible, type Signature } from '../signature.js';
import { DEBUGGED, FETCHING } from './context.js';
import { PROBES } from './probes.js';

const PACKAGE = [PROBES.packageName];
/** One package is debugged: several, or files of several, are an error of who asked. */
const SEVERAL = [likely('launch-config-invalid', DEBUGGED), possible('launch-config-invalid')];
const BROKEN = [{ run: 'go build ./...', tells: 'the same errors: package-does-not-build' }];

/** What the go command says of the packages and files that it was told to build. */
export const argumentSignatures: readonly Signature[] = [
  {
    example: 'go: cannot write multiple packages to non-directory __debug_bin',
    has: ['multiple packages', '-o must refer to'],
    pattern:
      /cannot write multiple packages to non-directory|cannot use -o flag with multiple packages|cannot write test binary \S{1,200} for multiple packages|with multiple packages, -o must refer to/,
    tells: SEVERAL,
    decide: PACKAGE,
    source: 'go build and go test, with a pattern like ./...',
  },
  {
    example: 'named files must all be in one directory; have ./ and cmd/',
    has: 'named files must ',
    pattern: /named files must (?:all be in one directory|(?:all )?be \.go files: (?!\S{1,200}@))/,
    tells: SEVERAL,
    decide: PACKAGE,
    source: 'go build and go run',
  },
  {
    example: 'go: no main packages to build',
    has: 'no main packages to build',
    pattern: /no main packages to build/,
    tells: [likely('not-a-main-package')],
    decide: PACKAGE,
    source: 'go build -o of a folder',
  },
  {
    example: 'import cycle not allowed',
    has: ['import cycle not allowed', ' not allowed', 'multiple definitions of testmain'],
    pattern:
      /(?:^|[\s:])import cycle not allowed|use of (?:internal|vendored) package \S{1,200} not allowed|multiple definitions of TestMain/,
    tells: [likely('package-does-not-build', DEBUGGED), possible('package-does-not-build', DEBUGGED)],
    decide: BROKEN,
    source: 'go command',
  },
  {
    example: 'case-insensitive import collision: "github.com/Sirupsen/logrus" and "github.com/sirupsen/logrus"',
    has: 'case-insensitive import collision',
    pattern: /case-insensitive import collision: "/,
    tells: [likely('wrong-import-path')],
    source: 'go command',
  },
  {
    example: "-mod=mdo not supported (can be '', 'mod', 'readonly', or 'vendor')",
    has: ' not supported (can be ',
    pattern: /-mod=\S{1,40} not supported \(can be /,
    tells: [possible('goflags-invalid'), possible('launch-config-invalid')],
    decide: [PROBES.checkEnv],
    source: 'go command',
  },
  {
    example: 'go: no such tool "dlv"',
    has: 'no such tool "dlv"',
    pattern: /no such tool "dlv"/,
    tells: [likely('dlv-not-installed'), possible('go-sum-missing')],
    decide: [PROBES.findDlv],
    source: 'go tool, Go 1.24 and later',
  },
  {
    example: 'no secure protocol found for repository',
    has: ['protocol found for repository', 'redirected from secure url', 'stopped after 10 redirects'],
    pattern: /no (?:secure )?protocol found for repository|redirected from secure URL \S{1,300} to insecure URL|stopped after 10 redirects/,
    tells: [likely('module-download-blocked', (log) => log.says(FETCHING))],
    decide: [PROBES.proxy],
    source: 'go command',
  },
];
