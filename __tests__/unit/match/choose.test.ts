import { describe, expect, test } from '@jest/globals';
import { type Choice, chooseDelve, newestKnownGo, releaseOf, type Wish, windowOf } from '../../../src/match/choose.js';
import { type GoVersion, parseGoVersion } from '../../../src/match/go-version.js';
import type { DelveRelease } from '../../../src/match/releases.js';
import { DELVE_RELEASES } from '../../../src/match/table.js';

/** The table as it was when these expectations were written; later releases do not change them. */
const KNOWN: DelveRelease[] = DELVE_RELEASES.slice(0, DELVE_RELEASES.findIndex(({ version }) => version === '1.27.2') + 1).reverse();

function choose(wish: Partial<Wish>): Choice {
  return chooseDelve({ go: 'go1.26.8', platform: 'linux/amd64', want: 'auto', ...wish }, KNOWN);
}

describe('auto', () => {
  test.each([
    ['go1.17.13', '1.9.1'],
    ['go1.18.10', '1.21.0'],
    // Its window reaches down to 1.19, but Go 1.21 is needed to build 1.22.
    ['go1.19.13', '1.21.2'],
    ['go1.20.14', '1.21.2'],
    ['go1.21.0', '1.25.0'],
    ['go1.21.13', '1.25.0'],
    ['go1.22.12', '1.25.2'],
    ['go1.23.12', '1.25.2'],
    ['go1.24.13', '1.26.3'],
    ['go1.25.8', '1.27.2'],
    ['go1.26.8', '1.27.2'],
    ['go1.27.2', '1.27.2'],
    ['go1.26.8 X:nodwarf5', '1.27.2'],
    ['go1.27rc1', '1.27.2'],
    ['go1.24rc2', '1.26.3'],
    // 1.27.1 says `go 1.25.0` in its go.mod, which is newer than its release candidates; 1.27.0 says `go 1.25`.
    ['go1.25rc1', '1.27.0'],
    ['go1.22rc1', '1.25.0'],
  ])('%s gets Delve %s, without a warning', (go, version) => {
    const choice = choose({ go });
    expect(choice).toMatchObject({ version, tags: '', cgo: false, sum: releaseOf(version)?.sum });
    expect(choice).not.toHaveProperty('warning');
  });

  test.each([
    ['go1.28.0', 'no known Delve supports Go 1.28 yet (1.27.2: up to 1.27)'],
    ['go1.28rc1', 'no known Delve supports Go 1.28 yet (1.27.2: up to 1.27)'],
    ['go2.0.0', 'no known Delve supports Go 2.0 yet (1.27.2: up to 1.27)'],
    ['devel go1.28-abcdef12', 'Go calls itself devel go1.28-abcdef12, which no table can place'],
    ['devel', 'Go calls itself devel, which no table can place'],
  ])('%s is not known: the newest Delve, with a warning', (go, warning) => {
    expect(choose({ go })).toMatchObject({ version: '1.27.2', warning });
    expect(choose({ go, want: '' })).toMatchObject({ version: '1.27.2', warning });
  });

  test('a Go older than every Delve is refused', () => {
    expect(choose({ go: 'go1.11.13' })).toMatchObject({ kind: 'go-too-old-for-dlv', instead: null });
  });
});

describe('a wish', () => {
  test.each([
    ['go1.26.8', 'latest', '1.27.2'],
    ['go1.26.8', '1.27.1', '1.27.1'],
    ['go1.26.8', 'v1.26.0', '1.26.0'],
    ['go1.26.8', '1.26.x', '1.26.3'],
    ['go1.26.8', '>=1.25 <1.27', '1.26.3'],
    ['go1.26.8', '^1.21', '1.27.2'],
    // The newest of the range that fits, not the newest of the range.
    ['go1.24.13', '>=1.25', '1.26.3'],
    ['go1.21.13', '1.x', '1.25.0'],
    ['go1.19.13', '>=1.20', '1.21.2'],
  ])('on %s, "%s" is Delve %s', (go, want, version) => {
    const choice = choose({ go, want });
    expect(choice).toMatchObject({ version, because: expect.stringContaining(`"${want}" asks for it`) });
    expect(choice).not.toHaveProperty('warning');
  });

  test.each([
    ['go1.26.8', '1.24.2', 'dlv-too-old-for-go', '1.27.2', 'Delve 1.24.2 supports Go 1.21 to 1.24, and this Go is go1.26.8'],
    ['go1.26.8', '~1.25', 'dlv-too-old-for-go', '1.27.2', 'Delve 1.25.2 supports Go 1.22 to 1.25, and this Go is go1.26.8'],
    ['go1.24.13', '1.27.2', 'go-too-old-for-dlv', '1.26.3', 'Delve 1.27.2 supports Go 1.25 to 1.27, and this Go is go1.24.13'],
    ['go1.24.13', 'latest', 'go-too-old-for-dlv', '1.26.3', 'Delve 1.27.2 supports Go 1.25 to 1.27, and this Go is go1.24.13'],
    ['go1.20.14', '1.22.1', 'install-needs-newer-go', '1.21.2', 'Delve 1.22.1 needs Go 1.21 to be built, and this Go is go1.20.14'],
    ['go1.25rc1', '1.27.2', 'install-needs-newer-go', '1.27.0', 'Delve 1.27.2 needs Go 1.25.0 to be built, and this Go is go1.25rc1'],
    ['go1.26.8', '1.26.99', 'no-such-version', '1.27.2', 'no Delve release for linux/amd64 matches "1.26.99"'],
    ['go1.26.8', 'newest', 'no-such-version', '1.27.2', 'no Delve release for linux/amd64 matches "newest"'],
    ['go1.28.0', '1.27.2', 'dlv-too-old-for-go', null, 'Delve 1.27.2 supports Go 1.25 to 1.27, and this Go is go1.28.0'],
  ])('on %s, "%s" is refused (%s), with %s to take instead', (go, want, kind, instead, refused) => {
    expect(choose({ go, want })).toEqual({ kind, instead, refused });
  });

  test('holds for a development version too, with a warning', () => {
    const go = 'devel go1.28-abcdef12';
    expect(choose({ go, want: '1.26.3' })).toMatchObject({ version: '1.26.3', warning: expect.stringContaining(go) });
    expect(choose({ go, want: 'latest' })).toMatchObject({ version: '1.27.2', warning: expect.stringContaining(go) });
    expect(choose({ go, want: '1.26.99' })).toMatchObject({ kind: 'no-such-version', instead: '1.27.2' });
  });

  test('an exact version that came out after the table is taken, with a warning and no checksum of ours', () => {
    const expected = { version: '1.99.0', sum: null, tags: '', warning: expect.stringContaining('newer than any Delve known here') };
    expect(choose({ go: 'go1.26.8', want: '1.99.0' })).toMatchObject(expected);
    expect(choose({ go: 'go1.26.8', want: 'v1.99.0' })).toMatchObject(expected);
    expect(choose({ go: 'devel go1.28-abcdef12', want: '1.99.0' })).toMatchObject(expected);
    expect(choose({ go: 'go1.26.8', want: '1.99.0', platform: 'linux/riscv64' })).toMatchObject({ tags: 'exp.linuxriscv64' });
  });

  test('latest for a Go that no Delve is known for: the newest, with a warning', () => {
    expect(choose({ go: 'go1.28.0', want: 'latest' })).toMatchObject({ version: '1.27.2', warning: expect.stringContaining('Go 1.28') });
  });
});

describe('a platform', () => {
  test.each([
    ['linux/arm64', 'go1.27.2', { version: '1.27.2', tags: '', cgo: false }],
    ['darwin/arm64', 'go1.27.2', { version: '1.27.2', tags: '', cgo: false }],
    ['linux/riscv64', 'go1.27.2', { version: '1.27.2', tags: 'exp.linuxriscv64', cgo: false }],
    ['linux/riscv64', 'go1.24.13', { version: '1.26.3', tags: 'exp.linuxriscv64', cgo: false }],
    ['linux/loong64', 'go1.26.8', { version: '1.27.2', tags: 'exp.linuxloong64', cgo: false }],
    ['linux/ppc64le', 'go1.27.2', { version: '1.27.2', tags: '', cgo: false }],
    ['linux/ppc64le', 'go1.21.13', { version: '1.25.0', tags: 'exp.linuxppc64le', cgo: false }],
    ['windows/arm64', 'go1.26.8', { version: '1.27.2', tags: 'exp.winarm64', cgo: false }],
    ['freebsd/amd64', 'go1.27.2', { version: '1.27.2', tags: '', cgo: true }],
    ['freebsd/amd64', 'go1.19.13', { version: '1.21.2', tags: '', cgo: false }],
    ['linux/riscv64', 'go1.28.0', { version: '1.27.2', tags: 'exp.linuxriscv64', cgo: false }],
  ])('%s, %s', (platform, go, expected) => {
    expect(choose({ platform, go })).toMatchObject(expected);
  });

  test.each(['linux/s390x', 'freebsd/arm64', 'js/wasm'])('%s is refused', (platform) => {
    for (const go of ['go1.26.8', 'devel']) {
      expect(choose({ platform, go })).toMatchObject({
        kind: 'unsupported-platform',
        instead: null,
        refused: expect.stringMatching(`Delve does not support ${platform} .*linux/amd64`),
      });
    }
  });

  test('a Go older than the first Delve for it is refused', () => {
    expect(choose({ platform: 'linux/riscv64', go: 'go1.20.14' })).toMatchObject({ kind: 'go-too-old-for-dlv', instead: null });
  });

  test('a version from before it is no version for it', () => {
    expect(choose({ platform: 'linux/riscv64', want: '1.23.0' })).toMatchObject({ kind: 'no-such-version', instead: '1.27.2' });
  });
});

describe('the table', () => {
  const go = (text: string) => parseGoVersion(text) as GoVersion;

  test('has every Go version in a form that can be compared, oldest release first', () => {
    for (const release of DELVE_RELEASES)
      for (const version of [release.minGo, release.maxGo, release.buildGo]) expect(parseGoVersion(version)).toBeDefined();
    expect(DELVE_RELEASES.map(({ released }) => released)).toEqual(DELVE_RELEASES.map(({ released }) => released).sort());
  });

  test('holds every window open at both ends', () => {
    for (const release of DELVE_RELEASES) {
      expect(windowOf(release, go(release.minGo))).toBe('in');
      expect(windowOf(release, go(`${release.maxGo}.99`))).toBe('in');
    }
    const newest = DELVE_RELEASES.at(-1) as DelveRelease;
    expect(newestKnownGo()).toBe(newest.maxGo);
    expect(windowOf(newest, go('1.999.0'))).toBe('go-too-new');
    expect(windowOf(newest, go('1.9'))).toBe('go-too-old');
  });

  test('is what is chosen from when no other is given', () => {
    const newest = DELVE_RELEASES.at(-1) as DelveRelease;
    expect(chooseDelve({ go: `go${newest.maxGo}.0`, platform: 'linux/amd64', want: 'auto' })).toMatchObject({ version: newest.version });
  });
});
