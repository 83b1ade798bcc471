import { describe, expect, test } from '@jest/globals';
import { CAUSES, judge } from '../../../src/causes/index.js';
import type { BuildFacts, Facts } from '../../../src/model/facts.js';
import { Policy } from '../../../src/model/policy.js';
import { healthy, session } from '../../support/facts.js';

function findings(change: (facts: Facts) => void) {
  const facts = healthy();
  change(facts);
  return judge({ facts, policy: Policy.parse({ version: 1 }), policyAt: () => undefined });
}

const found = (change: (facts: Facts) => void) => findings(change).map(({ level, cause }) => `${level} ${cause}`);

function project(facts: Facts) {
  if (!facts.project) throw new Error('a healthy machine has a project');
  return facts.project;
}

const notBuilt = (output: string): BuildFacts => ({
  ...{ subject: '.', ours: false, package: '.', ok: false, output, ms: 1, binary: null },
});

describe('what the go command says of the modules', () => {
  test.each([
    ['go: inconsistent vendoring in /p:', 'vendor-inconsistent'],
    [
      'main.go:3:8: cannot find module providing package example.com/x: import lookup disabled by -mod=vendor\n\t(Go version in go.mod is at least 1.14)',
      'vendor-inconsistent',
    ],
    [
      'current directory is contained in a module that is not one of the workspace modules listed in go.work. You can add it',
      'go-work-mismatch',
    ],
    ['pattern ./...: directory prefix . does not contain modules listed in go.work or their selected dependencies', 'go-work-mismatch'],
    ['go: cannot load module ../nosuch listed in go.work file: open ../nosuch/go.mod: no such file or directory', 'go-work-mismatch'],
    ['main.go:3:8: missing go.sum entry for module providing package example.com/x; to add:', 'go-sum-missing'],
    ['go: updates to go.mod needed; to update it:', 'go-sum-missing'],
    ['main.go:4:2: no required module provides package example.com/x; to add it:', 'go-sum-missing'],
    ['error obtaining VCS status: exit status 128\n\tUse -buildvcs=false to disable VCS stamping.', 'vcs-stamping-fails'],
    ['go.mod:5: unknown directive: nonsense', 'go-mod-invalid'],
    ['go: errors parsing ../go.work:\n../go.work:3: unknown directive: usee', 'go-mod-invalid'],
    ["go: go.mod file not found in current directory or any parent directory; see 'go help modules'", 'no-go-mod'],
    ['/usr/lib/go/pkg/tool/linux_amd64/link: signal: killed', 'out-of-memory'],
    ['write /tmp/go-build1/b001/x.a: no space left on device', 'disk-full'],
    ['open /usr/local/go/src/fmt: too many open files', 'open-files-limit'],
    ['./main.go:4:9: undefined: foo', 'package-does-not-build'],
  ])('%j, by a build: %s alone', (output, cause) => {
    expect(found((facts) => facts.builds.push(notBuilt(output)))).toEqual([`error ${cause}`]);
  });

  const reading = 'main.go:3:8: example.com/x@v1.0.0: ';
  test.each([
    [`${reading}Get "https://proxy.example.org/x.zip": dial tcp: lookup proxy.example.org: no such host`, 'module-download-blocked'],
    [`${reading}reading https://proxy.example.org/x.zip: 403 Forbidden`, 'module-download-blocked'],
    ['main.go:3:8: invalid proxy URL scheme (must be https, http, file): htps://x', 'module-download-blocked'],
    [
      'verifying example.com/x@v1.0.0: checksum mismatch\n\tdownloaded: h1:a\n\tgo.sum:     h1:b\n\nSECURITY ERROR',
      'module-checksum-mismatch',
    ],
    [`${reading}Get "https://proxy.example.org/x.zip": x509: certificate signed by unknown authority`, 'module-tls-untrusted'],
    [`${reading}unable to resolve git version: exec: "git": executable file not found in $PATH`, 'git-missing'],
    [
      `${reading}invalid version: git ls-remote -q origin: exit status 128:\n\tfatal: could not read Username for 'https://github.com': terminal prompts disabled`,
      'private-module-via-proxy',
    ],
    ['./main.go:4:9: undefined: http404\n./main.go:5:9: cannot use 403 (untyped int constant) as string value', 'package-does-not-build'],
    ['./main.go:7:2: undefined: git.CheckSum // checksum mismatch', 'package-does-not-build'],
  ])("%j, of the project's modules: %s alone", (output, cause) => {
    expect(findings((facts) => facts.builds.push(notBuilt(output)))).toMatchObject([{ cause, link: 'build' }]);
  });

  test('by go list, before anything is built', () => {
    expect(
      found((facts) => {
        project(facts).loads = { error: 'go: inconsistent vendoring in /p:' };
      }),
    ).toEqual(['error vendor-inconsistent']);
  });

  test.each(['no Go files in /p', 'found packages a (a.go) and b (b.go) in /p', 'go: go.mod file not found in current directory'])(
    '%j, by go list, is nothing: nothing was to be built',
    (error) => {
      expect(
        found((facts) => {
          project(facts).loads = { error };
        }),
      ).toEqual([]);
    },
  );

  test('a line of go.mod is the place of the finding', () => {
    const [finding] = findings((facts) => facts.builds.push(notBuilt('go.mod:5: unknown directive: nonsense')));
    expect(finding?.location).toEqual({ file: '/home/me/app/go.mod', line: 5 });
  });

  test('a module cache that was changed is the cause of a build that fails', () => {
    expect(
      found((facts) => {
        facts.builds.push(notBuilt('x.go:1:1: syntax error'));
        project(facts).verified = { error: 'example.com/x v1.0.0: dir has been modified (/home/me/go/pkg/mod/example.com/x@v1.0.0)' };
      }),
    ).toEqual(['error module-cache-modified']);
  });

  test('go list that does not end is a warning', () => {
    expect(
      found((facts) => {
        project(facts).loads = { error: 'timeout after 4 s' };
      }),
    ).toEqual(['warning go-list-slow']);
  });

  test.each([
    ['did not end', { error: 'timeout after 3 s, 113 MiB of heap' }, ['warning go-list-slow']],
    ['took too much memory', { value: { ms: 900, heap: 2_000, packages: 9 } }, ['warning go-list-slow']],
    ['took its time and no more', { value: { ms: 2_900, heap: 1_024, packages: 20_000 } }, []],
    ['collected no garbage', { value: { ms: 30, heap: null, packages: 1 } }, []],
  ] as const)('the list of all packages %s', (_, listing, expected) => {
    expect(
      found((facts) => {
        project(facts).listing = listing;
      }),
    ).toEqual(expected);
  });

  test('dlv debug that cannot write its program', () => {
    const message = 'go: go build: open __debug_bin123: read-only file system';
    expect(
      found((facts) => facts.sessions.push(session({ mode: 'debug', failure: { phase: 'listening', kind: 'died', message, output: '' } }))),
    ).toEqual(['error workdir-not-writable']);
  });
});

describe('which Go the repository names', () => {
  test('a switch by go.mod is a note on its line', () => {
    const [finding] = findings((facts) => {
      if (facts.go) facts.go.own = { value: { goroot: '/usr/local/go', version: 'go1.24.0' } };
      project(facts).goMod = { file: '/home/me/app/go.mod', go: { value: '1.24', line: 3 }, toolchain: { value: 'go1.26.8', line: 5 } };
    });
    expect(finding).toMatchObject({ cause: 'toolchain-auto-switched', level: 'note', location: { file: '/home/me/app/go.mod', line: 5 } });
  });
});

describe('where a session stands still', () => {
  const silent = (phase: string) => (facts: Facts) =>
    facts.sessions.push(session({ failure: { phase, kind: 'timeout', message: 'no answer from dlv within 30 s', output: '' } }));

  test.each([
    ['listening', 'dap-server-start-timeout'],
    ['initialize', 'dap-initialize-unanswered'],
    ['session', 'dap-session-unanswered'],
    ['configured', 'dap-configuration-unanswered'],
    ['hit', 'breakpoint-not-hit'],
    ['stack', 'smoke-failed'],
  ])('%s: %s', (phase, cause) => {
    expect(found(silent(phase))).toEqual([`error ${cause}`]);
    const declared = CAUSES.find(({ id }) => id === cause)?.link;
    expect(findings(silent(phase)).map(({ link }) => link)).toEqual([declared]);
  });
});

describe('a breakpoint in a file that the program does not have', () => {
  const missed = (facts: Facts) =>
    facts.sessions.push(
      session({
        ours: false,
        failure: { phase: 'breakpoint', kind: 'refused', message: 'could not find file /home/me/app/x.go', output: '' },
      }),
    );

  test('is not compiled in', () => expect(found(missed)).toEqual(['error breakpoint-file-not-in-program']));

  test('or -trimpath hides where it is', () => {
    expect(
      found((facts) => {
        missed(facts);
        if (facts.go && 'value' in facts.go.env) facts.go.env.value.GOFLAGS = '-trimpath';
      }),
    ).toEqual(['error trimpath']);
  });
});

describe('what the machine shows', () => {
  test.each<[string, (facts: Facts) => void]>([
    ['warning localhost-not-loopback', ({ host }) => Object.assign(host, { localhost: { value: ['10.0.0.7'] } })],
    ['warning localhost-not-loopback', ({ host }) => Object.assign(host, { localhost: { error: 'ENOTFOUND' } })],
    ['error loopback-unusable', ({ host }) => Object.assign(host, { loopback: { error: 'connect: ENETUNREACH' } })],
    ['error loopback-unusable', ({ host }) => Object.assign(host, { loopback: { error: 'listen: EADDRNOTAVAIL' } })],
    ['error firewall-blocks-dlv', ({ host }) => Object.assign(host, { loopback: { error: 'connect: no answer within 700 ms' } })],
    ['error firewall-blocks-dlv', ({ host }) => Object.assign(host, { loopback: { error: 'connect: ECONNREFUSED' } })],
    [
      'error go-32bit-on-64bit-host',
      ({ go }) => go && 'value' in go.env && Object.assign(go.env.value, { GOHOSTARCH: '386', GOARCH: '386' }),
    ],
    ['error exec-target-invalid', ({ builds }) => builds.push(notBuilt('smoke.binary: /home/me/app/nothing does not exist'))],
    ['error selinux-denied', ({ host }) => Object.assign(host, { selinux: { enforcing: true, denyPtrace: true } })],
    ['warning clock-wrong', ({ host }) => Object.assign(host, { clock: '1970-01-01T00:00:07.000Z' })],
    ['error disk-full', ({ host }) => Object.assign(host.temp, { writable: false, reason: 'ENOSPC: no space left on device' })],
    ['warning gopath-contains-go-mod', ({ go }) => Object.assign(go ?? {}, { gopathModule: '/home/me/go/go.mod' })],
    [
      'error gccgo-toolchain',
      ({ go }) => {
        const version = 'go1.18 gccgo (Debian 12.2.0-14) 12.2.0';
        if (!go || !('value' in go.env)) return;
        go.env.value.GOVERSION = version;
        Object.assign(go, { own: { value: { goroot: '/usr', version } }, compiler: null, goroot: null });
      },
    ],
  ])('%s', (expected, change) => expect(found(change)).toEqual([expected]));

  test.each<[string, (facts: Facts) => void]>([
    ['localhost by IPv6', ({ host }) => Object.assign(host, { localhost: { value: ['::1', '127.0.0.1'] } })],
    ['no answer about localhost in time', ({ host }) => Object.assign(host, { localhost: null })],
    ['SELinux that lets programs be traced', ({ host }) => Object.assign(host, { selinux: { enforcing: true, denyPtrace: false } })],
    ['SELinux that only logs', ({ host }) => Object.assign(host, { selinux: { enforcing: false, denyPtrace: true } })],
  ])('%s is no finding', (_, change) => expect(found(change)).toEqual([]));
});
