import { certain, likely, possible, type Signature } from '../signature.js';
import { PROBES } from './probes.js';

const CHECK = [PROBES.checkEnv];

/** Messages about the folders in which Go keeps what it built and downloaded. */
export const cacheSignatures: readonly Signature[] = [
  {
    example: 'build cache is required, but could not be located: GOCACHE is not defined and neither $XDG_CACHE_HOME nor $HOME are defined',
    has: 'cache is required, but could not be located',
    pattern: /cache is required, but could not be located/,
    tells: [certain('home-gocache-unusable')],
    source: 'Go 1.12 and later',
  },
  {
    example: 'build cache is disabled by GOCACHE=off, but required as of Go 1.12',
    has: 'build cache is disabled by gocache=off',
    pattern: /build cache is disabled by GOCACHE=off/,
    tells: [certain('home-gocache-unusable')],
    source: 'Go 1.12 and later',
  },
  {
    example: 'failed to initialize build cache at /.cache/go-build: mkdir /.cache: permission denied',
    has: 'failed to initialize build cache',
    pattern: /failed to initialize build cache at (?![^\n]{0,300}no space left)/,
    tells: [certain('home-gocache-unusable')],
    source: 'go command',
  },
  {
    example: 'neither $XDG_CACHE_HOME nor $HOME are defined',
    has: '$home ',
    pattern: /neither \$XDG_(?:CACHE|CONFIG)_HOME nor \$HOME are defined|\$HOME is not defined/,
    tells: [likely('home-gocache-unusable')],
    decide: CHECK,
    source: 'os.UserCacheDir, os.UserHomeDir',
  },
  {
    example: 'GOCACHE is not defined and %LocalAppData% is not defined',
    has: '%localappdata% is not defined',
    pattern: /%LocalAppData% is not defined/,
    tells: [certain('home-gocache-unusable')],
    source: 'os.UserCacheDir on Windows',
  },
  {
    example: 'open /root/.cache/go-build/00/0012ab-d: permission denied',
    has: 'go-build',
    pattern:
      /(?:open|mkdir|rename|stat|create|write) [^\n]{0,300}(?:\.cache|Caches|AppData[\\/]Local)[\\/]go-build[^\n]{0,200}: (?:permission denied|read-only file system|Access is denied|not a directory)/i,
    tells: [certain('home-gocache-unusable')],
    source: 'go command',
  },
  {
    example: 'mkdir /.cache: permission denied',
    has: 'mkdir /.cache: ',
    pattern: /mkdir \/\.cache: (?:permission denied|read-only file system)/,
    tells: [likely('home-gocache-unusable')],
    decide: CHECK,
    source: 'HOME is / or unset',
  },
  {
    example: 'error starting GOCACHEPROG program "/x": fork/exec /x: no such file or directory',
    has: 'gocacheprog',
    pattern: /GOCACHEPROG (?:program|exited|args|sent|didn't|declared|closed)|from GOCACHEPROG/,
    tells: [certain('home-gocache-unusable')],
    source: 'go command',
  },
  {
    example: 'module cache not found: neither GOMODCACHE nor GOPATH is set',
    has: 'module cache not found: neither',
    pattern: /module cache not found: neither/,
    tells: [likely('home-gocache-unusable')],
    decide: CHECK,
    source: 'go command without a HOME',
  },
  {
    example: 'go: could not create module cache: mkdir /go/pkg: permission denied',
    has: 'could not create module cache',
    pattern: /could not create module cache/,
    tells: [likely('home-gocache-unusable'), possible('gomodcache-invalid')],
    decide: CHECK,
    source: 'go command',
  },
  {
    example: 'mkdir /go/pkg/mod/cache/download: permission denied',
    has: 'pkg/mod',
    pattern: /(?:mkdir|open|create|rename|write) \S{0,200}\/pkg\/mod[^\n]{0,200}: (?:permission denied|read-only file system)/,
    tells: [likely('home-gocache-unusable')],
    decide: CHECK,
    source: 'go command',
  },
  {
    example: 'Could not create config directory: mkdir /.dlv: permission denied.',
    has: 'could not create config directory',
    pattern: /Could not create config directory: (?:mkdir|user:|\$HOME|neither)/i,
    tells: [possible('home-gocache-unusable')],
    decide: CHECK,
    source: 'dlv',
  },
  {
    example: 'go: GOMODCACHE entry is relative; must be absolute path: "rel".',
    has: 'gomodcache entry is relative',
    pattern: /GOMODCACHE entry is relative/,
    tells: [certain('gomodcache-invalid')],
    source: 'go command',
  },
  {
    example: 'go: disabling cache (/.cache/go-build) due to initialization failure: mkdir /.cache: permission denied',
    has: 'go: disabling cache (',
    pattern: /go: disabling cache \(/,
    tells: [certain('home-gocache-unusable')],
    source: 'Go 1.10 and 1.11',
  },
  {
    example: 'initializing cache in $GOCACHE: mkdir /non-existent: permission denied',
    has: 'initializing cache in ',
    pattern: /initializing cache in \$GOCACHE/,
    tells: [certain('home-gocache-unusable')],
    source: 'Go 1.10',
  },
  {
    example: 'go: failed to trim cache: open /home/u/.cache/go-build/trim.txt: permission denied',
    has: ['failed to trim cache', 'reading build cache'],
    pattern: /go: (?:failed to trim cache|reading build cache): /,
    tells: [likely('home-gocache-unusable')],
    decide: CHECK,
    source: 'go command',
  },
];
