import { describe, expect, it } from '@jest/globals';
import { readCompose } from '../../../../../src/facts/repository/settings/compose.js';
import { fileOf, told } from './told.js';

const read = (text: string) => readCompose(fileOf(text, 'deploy/compose.yaml')).settings.map(told);
const service = (text: string) => read(`services:\n  app:\n${text}`);

describe('a compose file', () => {
  it.each([
    ['    environment:\n      GOFLAGS: -v\n', '4:7 GOFLAGS=-v (environment) service app |'],
    ['    environment:\n      CGO_ENABLED: "0" # why\n', '4:7 CGO_ENABLED=0 (environment) service app |'],
    ['    environment:\n      - GOFLAGS=-tags a\n', '4:9 GOFLAGS=-tags a (environment) service app |'],
    ['    environment:\n      - "GOFLAGS=-v"\n', '4:10 GOFLAGS=-v (environment) service app |'],
    ['    environment:\n      GOFLAGS: ${FLAGS:-}\n', '4:7 GOFLAGS=?${FLAGS:-} (environment) service app |'],
    ['    environment:\n      GOFLAGS: -tags=$$x\n', '4:7 GOFLAGS=-tags=$x (environment) service app |'],
    ['    environment:\n      GOFLAGS:\n', '4:7 GOFLAGS=? (environment) service app'],
    ['    build:\n      args:\n        GOPROXY: direct\n', '5:9 GOPROXY=direct (build-argument) service app, its image |'],
    ['    build:\n      args:\n        - GOPROXY=direct\n', '5:11 GOPROXY=direct (build-argument) service app, its image |'],
    ['    environment: {GOOS: js}\n', '3:19 GOOS=js (environment) service app'],
  ])('%j', (text, expected) => {
    expect(service(text)).toEqual([expected]);
  });

  it('is told where a value is written that comes by an anchor', () => {
    const text =
      'x-env: &env\n  GOFLAGS: -v\nservices:\n  a:\n    environment:\n      <<: *env\n      GOOS: js\n  b:\n    environment: *env\n  c:\n    environment:\n      <<: [*env]\n';
    expect(read(text)).toEqual([
      '2:3 GOFLAGS=-v (environment) service a |',
      '7:7 GOOS=js (environment) service a |',
      '2:3 GOFLAGS=-v (environment) service b |',
      '2:3 GOFLAGS=-v (environment) service c |',
    ]);
  });

  it.each([
    '    environment:\n      - GOFLAGS\n',
    '    image: golang\n',
    '    environment: 3\n',
    '    command: GOOS=js\n',
    '    labels:\n      GOOS: js\n',
  ])('sets nothing: %j', (text) => {
    expect(service(text)).toEqual([]);
  });

  it('names env files in several ways', () => {
    const text = (files: string) => `services:\n  app:\n    env_file: ${files}\n`;
    const files = (written: string) =>
      readCompose(fileOf(text(written), 'deploy/compose.yaml')).envFiles.map(({ file, scope }) => [file, scope]);
    expect(files('go.env')).toEqual([['/repo/deploy/go.env', 'service app']]);
    expect(files('[a.env, ../b.env]')).toEqual([
      ['/repo/deploy/a.env', 'service app'],
      ['/repo/b.env', 'service app'],
    ]);
    expect(files('[{path: ./a.env, required: false}]')).toEqual([['/repo/deploy/a.env', 'service app']]);
    expect(files('${X}.env')).toEqual([]);
  });

  it.each(['services: 3', 'services:\n', '[]', 'services: {a: 3}', 'services: [1]'])('that is none sets nothing: %j', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('that is an alias bomb is refused', () => {
    const levels = Array.from(
      { length: 20 },
      (_, n) =>
        `a${n}: &a${n} [${Array(10)
          .fill(`*a${n - 1}`)
          .join(',')}]`,
    );
    expect(() => read(`a: &a-1 [GOOS]\n${levels.join('\n')}\n`)).toThrow();
  });
});
