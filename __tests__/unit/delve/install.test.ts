import { describe, expect, test } from '@jest/globals';
import { installEnvironment } from '../../../src/delve/install.js';

function environment(env: NodeJS.ProcessEnv, goEnv: Record<string, string> = {}, cgo = false): NodeJS.ProcessEnv {
  return installEnvironment({ env, goEnv, cgo, into: '/into' });
}

describe('the environment of the install', () => {
  test.each([
    ['GOOS', 'windows'],
    ['GOARCH', 'arm64'],
    ['GOARM', '5'],
    ['GOARM64', 'v9.0'],
    ['GOAMD64', 'v4'],
    ['GO386', 'softfloat'],
    ['GOFLAGS', '-trimpath -mod=vendor'],
    ['GOROOT', '/elsewhere'],
    ['GO111MODULE', 'off'],
    ['GOWORK', '/go.work'],
    ['GOEXPERIMENT', 'x'],
    ['GODEBUG', 'x=1'],
    ['CGO_CFLAGS', '-O3'],
    ['CGO_LDFLAGS', '-s'],
  ])('%s=%s does not reach it, from the process or from the GOENV file', (name, value) => {
    expect(environment({ [name]: value })).not.toHaveProperty(name);
    expect(environment({}, { [name]: value })).not.toHaveProperty(name);
  });

  test.each([
    'GOPROXY',
    'GOSUMDB',
    'GONOSUMDB',
    'GONOPROXY',
    'GOPRIVATE',
    'GOINSECURE',
    'GOAUTH',
    'GOPATH',
    'GOMODCACHE',
    'GOCACHE',
    'GOTMPDIR',
  ])('%s is as go env has it, though the GOENV file is not read', (name) => {
    expect(environment({}, { [name]: 'value' })).toMatchObject({ GOENV: 'off', [name]: 'value' });
    expect(environment({ [name]: 'raw' }, { [name]: 'value' })).toMatchObject({ [name]: 'value' });
  });

  test('a setting that go env has empty is not set', () => {
    expect(environment({}, { GOPRIVATE: '' })).not.toHaveProperty('GOPRIVATE');
  });

  test.each(['PATH', 'HOME', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'SSL_CERT_FILE', 'GIT_SSH_COMMAND', 'NETRC'])(
    '%s is kept',
    (name) => {
      expect(environment({ [name]: 'value' })).toMatchObject({ [name]: 'value' });
    },
  );

  test('the toolchain, the place and cgo are ours to say', () => {
    const theirs = { GOTOOLCHAIN: 'go1.21.0', GOBIN: '/bin', CGO_ENABLED: '1', GOENV: '/env' };
    expect(environment(theirs, theirs)).toEqual({ GOENV: 'off', GOTOOLCHAIN: 'local', CGO_ENABLED: '0', GOBIN: '/into' });
    expect(environment({}, {}, true)).toMatchObject({ CGO_ENABLED: '1' });
  });

  test('the environment that it is made from is left alone', () => {
    const env = { GOFLAGS: '-v' };
    environment(env);
    expect(env).toEqual({ GOFLAGS: '-v' });
  });
});
