import { describe, expect, test } from '@jest/globals';
import { judge } from '../../../src/causes/index.js';
import type { Origin } from '../../../src/model/facts.js';
import { Policy } from '../../../src/model/policy.js';
import { healthy } from '../../support/facts.js';

const FILE = '/home/me/.config/go/env';
const BY_FILE = (written: string): Origin => ({ source: 'go-env-w', place: { file: FILE, line: 3 }, written });
const BY_ENVIRONMENT = (written: string): Origin => ({ source: 'environment', written });

function found(error: string, origins: Record<string, Origin>) {
  const facts = healthy();
  if (!facts.go) throw new Error('a healthy machine has a Go');
  facts.go.env = { error };
  Object.assign(facts.go.origins, origins);
  facts.go.goenv.path = FILE;
  return judge({ facts, policy: Policy.parse({ version: 1 }), policyAt: () => undefined });
}

describe('a variable that go env names when it fails', () => {
  test.each([
    ['go: unknown environment setting GO111MODULE=maybe', 'GO111MODULE', 'maybe'],
    ['go: unknown GOEXPERIMENT nosuch', 'GOEXPERIMENT', 'nosuch'],
    ['go: invalid GOARM64: must start with v8.{0-9} or v9.{0-5}', 'GOARM64', 'v7'],
    ['panic: fips140: unknown GODEBUG setting fips140=maybe\n\ngoroutine 1 [running]:', 'GODEBUG', 'fips140=maybe'],
    ['go: creating work dir: stat rel: no such file or directory', 'GOTMPDIR', 'rel'],
  ])('%s', (error, name, value) => {
    expect(found(error, { [name]: BY_ENVIRONMENT(value) })).toMatchObject([
      { cause: 'go-env-fails', link: 'env', found: expect.stringContaining(`${name} is "${value}" (from the process environment)`) },
    ]);
    expect(found(error, { [name]: BY_FILE(value) })).toMatchObject([
      { cause: 'env-written-by-go-env-w', location: { file: FILE, line: 3 }, fix: [expect.stringContaining(`go env -u ${name}`)] },
    ]);
  });

  test('is nothing when nobody set it, or another was set', () => {
    expect(found('go: unknown GOEXPERIMENT nosuch', { GOVCS: BY_ENVIRONMENT('x') })).toMatchObject([
      { cause: 'go-env-fails', link: 'toolchain', found: 'unknown GOEXPERIMENT nosuch' },
    ]);
  });
});
