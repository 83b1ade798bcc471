import { describe, expect, it } from '@jest/globals';
import { refusedWord } from '../../../src/causes/flags.js';
import { judge } from '../../../src/causes/index.js';
import type { Facts, Origin } from '../../../src/model/facts.js';
import { Policy } from '../../../src/model/policy.js';
import type { Setting } from '../../../src/model/setting.js';
import { healthy } from '../../support/facts.js';

const TOOLS: Partial<Setting> = { writer: 'vscode-settings', reach: 'tools', scope: "VS Code's go tools" };
const LAUNCH: Partial<Setting> = { writer: 'vscode-launch', reach: 'debuggee', scope: 'launch' };
const SDK: Partial<Setting> = { writer: 'idea', reach: 'tools', scope: 'SDK' };
const CONTAINER: Partial<Setting> = { writer: 'devcontainer', reach: 'environment', scope: 'container' };

interface There {
  origins?: Record<string, Origin>;
  env?: Record<string, string>;
  folders?: Record<string, boolean>;
  ci?: boolean;
}

function setting(variable: string, value: string | null, more: Partial<Setting>): Setting {
  const place = { file: '/home/me/app/.vscode/settings.json', line: 3, column: 5 };
  return { variable, value, written: value ?? '${env:X}', place, writer: 'vscode-settings', reach: 'tools', scope: '', ...more };
}

function found(settings: Setting[], { origins = {}, env = {}, folders = {}, ci = false }: There = {}) {
  const facts: Facts = healthy();
  if (!facts.go || !facts.project || !('value' in facts.go.env)) throw new Error('a healthy machine has a Go and a project');
  Object.assign(facts.go.origins, origins);
  Object.assign(facts.go.env.value, env);
  facts.project.editors = { settings, unread: [], folders };
  facts.run = { runner: [], event: ci ? 'push' : 'local', branch: null, folders: {} };
  return judge({ facts, policy: Policy.parse({ version: 1 }), policyAt: () => undefined }).filter(
    (each) => each.cause === 'ide-env-mismatch',
  );
}

const SHELL = (written: string): Origin => ({ source: 'environment', written });

describe('a value that an editor gives to Go', () => {
  it.each<[string, string, Partial<Setting>]>([
    ['GOOS', 'js', TOOLS],
    ['GOARCH', 'wasm', LAUNCH],
    ['GOOS', 'wasip1', SDK],
    ['GOOS', 'js', CONTAINER],
    ['GOFLAGS', '-no-debug -panic=trap', TOOLS],
    ['GOFLAGS', '-tags integration', LAUNCH],
    ['GOFLAGS', '-ldflags=-s', LAUNCH],
    ['GO111MODULE', 'off', TOOLS],
  ])('is a warning on every machine where nothing can be debugged with it: %s=%s', (variable, value, more) => {
    for (const ci of [true, false]) {
      expect(found([setting(variable, value, more)], { ci })).toMatchObject([
        {
          level: 'warning',
          location: { file: '/home/me/app/.vscode/settings.json', line: 3, column: 5 },
          fix: [`remove ${variable} at /home/me/app/.vscode/settings.json:3`],
        },
      ]);
    }
  });

  it.each<[string, string, Partial<Setting>, There, string, string]>([
    ['another platform', 'windows', TOOLS, {}, 'GOOS', 'warning'],
    ['another platform, on a runner', 'windows', TOOLS, { ci: true }, 'GOOS', 'note'],
    [
      'another value than the shell’s',
      '1',
      TOOLS,
      { origins: { CGO_ENABLED: SHELL('0') }, env: { CGO_ENABLED: '0' } },
      'CGO_ENABLED',
      'warning',
    ],
    [
      'another value than a job’s',
      '1',
      LAUNCH,
      { ci: true, origins: { CGO_ENABLED: SHELL('0') }, env: { CGO_ENABLED: '0' } },
      'CGO_ENABLED',
      'note',
    ],
    [
      'another value than go env -w’s',
      '-tags=a',
      TOOLS,
      { origins: { GOFLAGS: { source: 'go-env-w' } }, env: { GOFLAGS: '-tags=b' } },
      'GOFLAGS',
      'warning',
    ],
    ['another Go that is there', '/opt/go', TOOLS, { folders: { '/opt/go': true } }, 'GOROOT', 'warning'],
    ['a Go of another machine', 'C:\\Go', TOOLS, {}, 'GOROOT', 'note'],
    ['a Go that is not there, on a runner', '/usr/lib/go', SDK, { ci: true, folders: { '/usr/lib/go': false } }, 'GOROOT', 'note'],
    ['a GOPATH of another machine', 'D:\\Soft\\Go\\GoPath', TOOLS, {}, 'GOPATH', 'note'],
    ['another GOPATH that is there', '/go', TOOLS, { folders: { '/go': true } }, 'GOPATH', 'note'],
  ])('differs: %s', (_, value, more, there, variable, level) => {
    expect(found([setting(variable, value, more)], there)).toMatchObject([{ level }]);
  });

  it.each<[string, string | null, Partial<Setting>, There, string]>([
    ['this machine’s platform', 'linux', TOOLS, {}, 'GOOS'],
    ['the value in force', '0', TOOLS, { origins: { CGO_ENABLED: SHELL('0') }, env: { CGO_ENABLED: '0' } }, 'CGO_ENABLED'],
    ['against Go’s default only', '0', LAUNCH, {}, 'CGO_ENABLED'],
    ['good flags, where there are none here', '-tags=integration', TOOLS, {}, 'GOFLAGS'],
    ['the same flags, with other blanks', '-v  -x', TOOLS, { origins: { GOFLAGS: SHELL('-v -x') }, env: { GOFLAGS: '-v -x' } }, 'GOFLAGS'],
    ['only known when it runs', null, TOOLS, {}, 'GOROOT'],
    ['nothing', '', TOOLS, {}, 'GOOS'],
    ['the same folder', '/usr/local/go/', TOOLS, {}, 'GOROOT'],
    ['a Go that is there, on a runner', '/opt/go', TOOLS, { ci: true, folders: { '/opt/go': true } }, 'GOROOT'],
    [
      'one of a matrix',
      '1',
      TOOLS,
      {
        ci: true,
        origins: { CGO_ENABLED: { source: 'environment', text: '  CGO_ENABLED: ${{ matrix.cgo }}' } },
        env: { CGO_ENABLED: '0' },
      },
      'CGO_ENABLED',
    ],
    ['of the image of a dev container', '/usr/local/go-of-the-image', { ...CONTAINER, reach: 'tools' }, {}, 'GOROOT'],
    ['of a dev container', '0', CONTAINER, { origins: { CGO_ENABLED: SHELL('1') }, env: { CGO_ENABLED: '1' } }, 'CGO_ENABLED'],
    ['a terminal’s', 'js', { ...TOOLS, reach: 'environment' }, {}, 'GOOS'],
    ['gopls’s', 'js', { ...TOOLS, reach: 'command' }, {}, 'GOOS'],
    ['a proxy', 'direct', TOOLS, { origins: { GOPROXY: SHELL('https://x') }, env: { GOPROXY: 'https://x' } }, 'GOPROXY'],
  ])('is in order: %s', (_, value, more, there, variable) => {
    expect(found([setting(variable, value, more)], there)).toEqual([]);
  });

  it('is told once, where it is first, when configurations were copied', () => {
    const at = (line: number) => setting('GOOS', 'js', { ...LAUNCH, place: { file: '/x/launch.json', line, column: 1 } });
    expect(found([at(3), at(9), at(20)])).toMatchObject([{ location: { line: 3 } }]);
  });

  it('is told by GOOS, where GOARCH goes with it', () => {
    expect(found([setting('GOARCH', 'wasm', TOOLS), setting('GOOS', 'js', TOOLS)])).toMatchObject([
      { found: expect.stringContaining('GOOS is js') },
    ]);
  });

  it('that could not be read is no pass', () => {
    const facts = healthy();
    if (facts.project)
      facts.project.editors = { settings: [], unread: [{ file: '/x/settings.json', reason: 'line 3: ValueExpected' }], folders: {} };
    const findings = judge({ facts, policy: Policy.parse({ version: 1 }), policyAt: () => undefined });
    expect(findings).toMatchObject([
      {
        cause: 'ide-env-mismatch',
        level: 'note',
        found: '/x/settings.json cannot be read: line 3: ValueExpected',
        location: { file: '/x/settings.json' },
      },
    ]);
  });
});

describe('a word of GOFLAGS', () => {
  it.each(['', '-v', '--buildvcs=false', '-mod=mod -tags=a,b', "'-ldflags=-X a=b' -race", '-count=1', '-test.v', '-gcflags=all=-N'])(
    'is one that go knows: %j',
    (flags) => {
      expect(refusedWord(flags)).toBeUndefined();
    },
  );
  it.each([
    ['-tags a', 'a'],
    ['-no-debug', '-no-debug'],
    ['x', 'x'],
    ['-', '-'],
    ['-ldflags=-s -w -y', '-y'],
    ['---v', '---v'],
  ])('is refused: %j', (flags, word) => {
    expect(refusedWord(flags)).toBe(word);
  });
});
