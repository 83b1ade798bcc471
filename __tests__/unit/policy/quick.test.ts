import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { Policy } from '../../../src/model/policy.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { needsEngineFor, quickPolicy } from '../../../src/policy/quick.js';
import { ROOT } from '../../support/world.js';

describe('a policy that is plainly right', () => {
  test.each([
    ['version: 1\n'],
    ['version: 1\nemulation: user\ngo: { version: "1.26.x" }\ntargets: [linux/arm64]\nrunners: { linux/arm64: x }\n'],
    ['version: 1\nenv:\n  GOFLAGS: { not: x, when: { os: linux } }\n  GOPATH: [{ absolute: true }, { matches: "^/", locked: true }]\n'],
    ['version: 1\noverrides:\n  - when: { branch: main }\n    env: { GOPROXY: { from: [environment] } }\n'],
    [readFileSync(join(ROOT, 'delve-gate.yml'), 'utf8')],
  ])('is read as the schema reads it: %#', (text) => {
    const quick = quickPolicy(text, 'p.yml');
    const loaded = loadPolicy(text, 'p.yml', []);
    expect(quick?.policy).toEqual(loaded.policy);
    for (const path of [
      ['env', 'GOFLAGS', 0, 'not'],
      ['targets', 0],
      ['overrides', 0, 'env', 'GOPROXY', 0],
    ])
      expect(quick?.at(path)).toEqual(loaded.at(path));
  });

  test.each([
    ['a mistake', 'version: 2\n'],
    ['no YAML', 'version: "\n'],
    ['an unknown key', 'version: 1\nsmok: {}\n'],
    ['an unknown variable', 'version: 1\nenv: { GOFLAG: { equals: x } }\n'],
    ['a placeholder of nobody', 'version: 1\nenv: { GOFLAGS: { equals: "${X}" } }\n'],
    ['causes', 'version: 1\nlevels: { proxy-off: note }\n'],
    ['causes of an override', 'version: 1\noverrides: [{ when: {}, levels: { proxy-off: note } }]\n'],
    ['a waiver', 'version: 1\nwaivers: [{ cause: proxy-off, reason: x, owner: x, expires: 2027-01-01 }]\n'],
    ['a layer', 'version: 1\nextends: x.yml\n'],
    ['a range of versions', 'version: 1\nenv: { GOFLAGS: { equals: x, when: { go: ">=1.24" } } }\n'],
    ['a pattern for RE2', 'version: 1\nenv: { GOFLAGS: { matches: (?i)x } }\n'],
    ['a key that objects have', 'version: 1\nenv: { __proto__: { equals: x } }\n'],
  ])('is not: %s', (_, text) => expect(quickPolicy(text, 'p.yml')).toBeUndefined());

  test('needs RE2 for long values', () => {
    const policy = quickPolicy('version: 1\nenv: { GOFLAGS: { matches: "a*b*c" } }\n', 'p.yml')?.policy as Policy;
    expect(needsEngineFor(policy, () => 20)).toBe(false);
    expect(needsEngineFor(policy, () => 2000)).toBe(true);
  });

  test('has the shape of the schema: else run npm run schemas', async () => {
    const { shapeModule } = await import(pathToFileURL(join(ROOT, 'scripts', 'shapes.mjs')).href);
    expect(readFileSync(join(ROOT, 'src', 'policy', 'shape.ts'), 'utf8')).toBe(shapeModule(Policy));
  });
});
