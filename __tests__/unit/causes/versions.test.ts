import { describe, expect, test } from '@jest/globals';
import { judge } from '../../../src/causes/index.js';
import { rangeOfSpec } from '../../../src/match/go-range.js';
import type { Declared } from '../../../src/model/declared.js';
import { Policy } from '../../../src/model/policy.js';
import { healthy } from '../../support/facts.js';

const ROOT = '/home/me/app';

function place(by: Declared['by'], role: Declared['role'], path: string, written: string, more: Partial<Declared> = {}): Declared {
  const range = rangeOfSpec(written) ?? null;
  const file = { path, place: { file: `${ROOT}/${path}`, line: 1 } };
  return { by, role, ...file, written, range, user: 'somebody', switches: true, alternative: false, ours: true, ...more };
}

const mod = (version: string) =>
  place('go.mod', 'needs', 'go.mod', version, { range: { from: version, below: null }, place: { file: `${ROOT}/go.mod`, line: 3 } });
const toolchain = (version: string) => place('toolchain', 'needs', 'go.mod', version, { range: { from: version, below: null } });
const tools = (version: string) => place('.tool-versions', 'person', '.tool-versions', version);
const goVersion = (version: string) => place('.go-version', 'person', '.go-version', version);
const ci = (version: string, more: Partial<Declared> = {}) =>
  place('workflow', 'ci', '.github/workflows/ci.yml', version, { user: 'setup-go of job test', ...more });
const matrix = (...versions: string[]) => versions.map((version) => ci(version, { alternative: true }));
const follows = (version: string) => ci(version, { follows: 'go.mod' });
const image = (version: string, path = 'Dockerfile') => place('dockerfile', 'image', path, version, { switches: false });
const devcontainer = (version: string) => place('devcontainer', 'person', '.devcontainer/devcontainer.json', version, { switches: false });

function findings(...declared: Declared[]) {
  const facts = healthy();
  if (facts.project) facts.project.declared = declared;
  return judge({ facts, policy: Policy.parse({ version: 1 }), policyAt: () => undefined });
}

const found = (...declared: Declared[]) =>
  findings(...declared).map(({ level, cause, location }) => `${level} ${cause} ${location?.file.slice(ROOT.length + 1)}`);

const BELOW = 'go-pinned-below-go-mod';
const APART = 'go-versions-disagree';

describe('a pin below go.mod', () => {
  test.each([
    ['an image, which cannot fetch another', [mod('1.26.0'), image('1.25')], [`warning ${BELOW} Dockerfile`]],
    ['an image of a patch level too old', [mod('1.26.3'), image('1.26.1')], [`warning ${BELOW} Dockerfile`]],
    ['an image of the minor version', [mod('1.26.3'), image('1.26')], []],
    ['CI, which fetches another', [mod('1.26.0'), ci('1.24')], [`warning ${BELOW} .github/workflows/ci.yml`]],
    ['CI, a patch level too old', [mod('1.26.3'), ci('1.26.1')], [`note ${BELOW} .github/workflows/ci.yml`]],
    [
      'CI of setup-go 6, a patch level too old',
      [mod('1.26.3'), ci('1.26.1', { switches: false })],
      [`warning ${BELOW} .github/workflows/ci.yml`],
    ],
    ["a person's tools", [mod('1.26.3'), devcontainer('1.25')], [`warning ${BELOW} .devcontainer/devcontainer.json`]],
    [
      'a Go that knows no toolchains, and a line that it cannot read',
      [mod('1.25.0'), ci('1.20')],
      [`warning ${BELOW} .github/workflows/ci.yml`],
    ],
    ['a Go that takes the line for a hint', [mod('1.22'), ci('1.20')], [`note ${BELOW} .github/workflows/ci.yml`]],
    ['a matrix all of which is too old', [mod('1.26.0'), ...matrix('1.24', '1.25')], [`note ${BELOW} .github/workflows/ci.yml`]],
    ['a matrix that tries older ones on purpose', [mod('1.26.0'), ...matrix('1.24', '1.25', '1.26')], []],
    [
      'go.work asks for more than go.mod',
      [mod('1.24.0'), { ...mod('1.26.0'), by: 'go.work' as const, path: 'go.work' }, image('1.25')],
      [`warning ${BELOW} Dockerfile`],
    ],
    ['another module', [mod('1.26.0'), { ...image('1.20'), ours: false }], []],
    ['one that cannot be told', [mod('1.26.0'), image('tip')], []],
    ['what only reads it', [mod('1.26.0'), place('golangci', 'reader', '.golangci.yml', '1.20')], []],
    ['no go.mod', [image('1.20')], []],
  ])('%s', (_, declared, expected) => expect(found(...declared)).toEqual(expected));

  test('names every place, and what the go line is', () => {
    const [finding] = findings(mod('1.26.0'), image('1.25'), image('1.25', 'cmd/x/Dockerfile'), ci('^1.20'));
    expect(finding).toMatchObject({
      found:
        'Dockerfile:1 (and 1 more) give Go 1.25.x, which is kept from fetching a newer one, and go.mod:3 says go 1.26.0: it cannot build this module',
      location: { file: `${ROOT}/Dockerfile`, line: 1 },
      page: expect.stringMatching(/go-pinned-below-go-mod/),
    });
    expect(finding?.evidence.map(({ what }) => what)).toEqual([
      'go.mod:3',
      'Dockerfile:1',
      'cmd/x/Dockerfile:1',
      '.github/workflows/ci.yml:1',
    ]);
  });

  test('an unquoted 1.20 is told as such, and its line is put in quotes', () => {
    const written = '1.20, which YAML reads as the number 1.2';
    const [finding] = findings(mod('1.20'), ci('1.2', { written, text: '          go-version: 1.20 # old' }));
    expect(finding).toMatchObject({ level: 'warning', found: '.github/workflows/ci.yml:1 is 1.20, which YAML reads as the number 1.2' });
    expect(finding?.edit).toMatchObject({ becomes: "          go-version: '1.20' # old" });
  });
});

describe('pins that never meet', () => {
  test.each([
    ["a person's tools and CI", [mod('1.25.0'), tools('1.25.7'), ci('1.26')], [`warning ${APART} .tool-versions`]],
    [
      "two of a person's tools",
      [mod('1.25.0'), tools('1.26.8'), devcontainer('1.25')],
      [`warning ${APART} .devcontainer/devcontainer.json`],
    ],
    [
      "a person's tools, and CI that takes the least",
      [mod('1.25.0'), tools('1.26.8'), follows('1.25.0')],
      [`note ${APART} .tool-versions`],
    ],
    ["a person's tools and an image", [mod('1.25.0'), tools('1.26.8'), image('1.25')], [`note ${APART} .tool-versions`]],
    ['an image and CI', [mod('1.24.0'), image('1.25'), ci('1.26')], [`note ${APART} Dockerfile`]],
    ['two images', [mod('1.24.0'), image('1.25', 'a/Dockerfile'), image('1.26', 'b/Dockerfile')], [`note ${APART} a/Dockerfile`]],
    ['two jobs', [mod('1.24.0'), ci('1.25', { user: 'a' }), ci('1.26', { user: 'b' })], [`note ${APART} .github/workflows/ci.yml`]],
  ])('%s', (_, declared, expected) => expect(found(...declared).filter((each) => !/go-version-drift/.test(each))).toEqual(expected));

  test('lists every place', () => {
    const [finding] = findings(mod('1.24.0'), image('1.25'), ci('1.26'), ci('1.26'));
    expect(finding?.found).toBe(
      'Dockerfile:1 gives Go 1.25.x, and .github/workflows/ci.yml:1 gives Go 1.26.x: what CI tests is not what the image is built with',
    );
    expect(finding?.evidence).toHaveLength(4);
  });
});

describe('what is no drift', () => {
  test.each([
    ['a toolchain line above the go line', [mod('1.25.0'), toolchain('1.25.7'), tools('1.26.8')]],
    ['a newer image than the go line: that is the least', [mod('1.25.0'), image('1.26')]],
    ['a newer CI than the go line', [mod('1.25.0'), ci('1.27')]],
    ['a range that is the newest', [mod('1.25.0'), ci('^1.20'), image('1.26')]],
    ['stable and oldstable', [mod('1.25.0'), ci('stable'), ci('oldstable'), image('1.26'), tools('1.26.8')]],
    ['a matrix, with an image of one of them', [mod('1.25.0'), ...matrix('1.25', '1.26', '1.27'), image('1.26')]],
    ["a matrix, with a person's tools of one of them", [mod('1.25.0'), ...matrix('1.26', '1.27'), tools('1.26.8')]],
    ['patch levels', [mod('1.26.0'), tools('1.26.8'), image('1.26.6'), ci('1.26.7')]],
    ['a digest', [mod('1.26.0'), { ...image('golang@sha256:abc'), range: null }, ci('1.26')]],
    ['two modules with lines of their own', [mod('1.26.0'), { ...image('1.23'), ours: false }, image('1.26')]],
    ['an image and CI that follows go.mod, and one that moves', [mod('1.25.11'), image('1.26.6'), follows('1.25.11'), ci('^1.20')]],
  ])('%s', (_, declared) => expect(found(...declared)).toEqual([]));
});

describe('which Go the repository names', () => {
  test.each(['1.26', '1.26.8', 'latest', '^1.0'])('%s is the one that runs', (version) => expect(found(goVersion(version))).toEqual([]));
  test.each(['1.2', '1.25', '1.26.80', '1.24.3'])('%s is another', (version) =>
    expect(found(goVersion(version))).toEqual(['note go-version-drift .go-version']),
  );
  test('below go.mod it is told once', () => expect(found(mod('1.26.0'), goVersion('1.24'))).toEqual([`warning ${BELOW} .go-version`]));
});
