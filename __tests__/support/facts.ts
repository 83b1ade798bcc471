import type { Facts, SessionFacts } from '../../src/model/facts.js';

/** What is seen on a machine with nothing wrong: Go 1.26.8 and Delve 1.27.2 on linux/amd64. A new object each time. */
export function healthy(): Facts {
  return {
    host: {
      os: 'linux',
      arch: 'amd64',
      kernel: '6.8.0',
      container: null,
      wsl: null,
      uid: 1000,
      ptrace: { yamaScope: null, capability: false, seccomp: 0, noNewPrivs: false },
      emulated: null,
      binfmt: null,
      temp: { path: '/tmp', exists: true, writable: true, executable: true },
      home: '/home/me',
      loopback: { value: true },
      localhost: { value: ['127.0.0.1'] },
      apparmor: null,
      selinux: null,
      clock: '2026-11-22T10:00:00.000Z',
      cpus: 2,
    },
    go: {
      onPath: [{ path: '/usr/local/go/bin/go', real: '/usr/local/go/bin/go', version: 'go1.26.8' }],
      path: '/usr/local/go/bin/go',
      env: {
        value: {
          GOVERSION: 'go1.26.8',
          GOROOT: '/usr/local/go',
          GOPATH: '/home/me/go',
          GOOS: 'linux',
          GOARCH: 'amd64',
          GOHOSTOS: 'linux',
          GOHOSTARCH: 'amd64',
          GOPROXY: 'https://proxy.example,direct',
          GOSUMDB: 'sum.example',
          GOTOOLCHAIN: 'local',
          GOCACHE: '/home/me/.cache/go-build',
          GOFLAGS: '',
          GOBIN: '',
        },
      },
      origins: { GOROOT: { source: 'default' }, GOPATH: { source: 'default' } },
      own: { value: { goroot: '/usr/local/go', version: 'go1.26.8' } },
      goroot: { path: '/usr/local/go', exists: true, version: 'go1.26.8', complete: true },
      compiler: { value: 'go1.26.8' },
      goenv: { path: '/home/me/.config/go/env', state: 'missing', explicit: false, lines: [] },
      goflags: null,
      installs: { folder: '/home/me/go/bin', onPath: true },
      gofmt: null,
      gopathModule: null,
      folders: { GOCACHE: { path: '/home/me/.cache/go-build', exists: true, writable: true, executable: null } },
      real: { GOPATH: ['/home/me/go'], GOROOT: ['/usr/local/go'] },
      elsewhere: [],
    },
    project: {
      dir: '/home/me/app',
      goMod: null,
      goWork: null,
      vendored: false,
      mainPackages: null,
      loads: null,
      listing: null,
      verified: null,
      declared: [],
    },
    dlv: {
      found: [],
      chosen: {
        version: '1.27.2',
        because: 'the newest Delve that supports Go 1.26',
        from: 'cache',
        path: '/home/me/.cache/delve-gate/tools/dlv/1.27.2/x/dlv',
        exported: false,
        cacheHit: true,
        notes: [],
        error: null,
      },
    },
    builds: [
      {
        subject: 'delve-gate debuggee',
        ours: true,
        package: '.',
        ok: true,
        output: '',
        ms: 100,
        binary: {
          path: '/tmp/debuggee',
          format: 'elf',
          os: 'linux',
          arch: 'amd64',
          debugInfo: true,
          dynamic: false,
          go: null,
          settings: {},
        },
      },
    ],
    sessions: [session({})],
    targets: [],
  };
}

/** A session of our own debuggee in mode exec; it passed unless it is given a failure. */
export function session(more: Partial<SessionFacts>): SessionFacts {
  return {
    mode: 'exec',
    subject: 'delve-gate debuggee',
    ours: true,
    status: more.failure ? 'fail' : 'pass',
    phases: { listening: 10, initialize: 50 },
    ms: 90,
    observed: { function: 'main.compute', line: 23, locals: { sum: '45' } },
    ...more,
  };
}
