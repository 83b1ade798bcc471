import { describe, expect, it } from '@jest/globals';
import { readDotenv } from '../../../../../src/facts/repository/settings/dotenv.js';
import { fileOf, told } from './told.js';

const read = (text: string) => readDotenv(fileOf(text, '.env')).map((each) => told({ ...each, scope: 'x' }));

describe('an env file', () => {
  it.each([
    ['GOFLAGS=-v', '1:1 GOFLAGS=-v (environment) x |'],
    ['export GOFLAGS=-v', '1:8 GOFLAGS=-v (environment) x |'],
    ['  GOFLAGS = -v  ', '1:3 GOFLAGS=-v (environment) x |'],
    ['GOFLAGS="-tags a" # why', '1:1 GOFLAGS=-tags a (environment) x |'],
    ["GOFLAGS='-tags=$x'", '1:1 GOFLAGS=-tags=$x (environment) x |'],
    ['GOFLAGS=`-v`', '1:1 GOFLAGS=-v (environment) x |'],
    ['GOFLAGS=-tags=a#b', '1:1 GOFLAGS=-tags=a#b (environment) x |'],
    ['GOFLAGS=-tags=a #b', '1:1 GOFLAGS=-tags=a (environment) x |'],
    ['GOFLAGS=', '1:1 GOFLAGS= (environment) x |'],
    ['GOFLAGS= # nothing', '1:1 GOFLAGS= (environment) x |'],
    ['GOFLAGS="a \\"b\\""', '1:1 GOFLAGS=a "b" (environment) x |'],
    ['GOFLAGS="-a\n-b"', '1:1 GOFLAGS=-a\n-b (environment) x'],
    ['GOPATH=$HOME/go', '1:1 GOPATH=?$HOME/go (environment) x |'],
    ['GOPATH="${HOME}/go"', '1:1 GOPATH=?${HOME}/go (environment) x |'],
    ['GOPATH=\\$HOME', '1:1 GOPATH=\\$HOME (environment) x |'],
    ["GOFLAGS='-v", "1:1 GOFLAGS='-v (environment) x |"],
    ['A=1\r\nGOOS=js\r\nB=2', '2:1 GOOS=js (environment) x |'],
    ['A="\nGOARCH=wasm\n"\nGOOS=js', '4:1 GOOS=js (environment) x |'],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it.each(['#GOOS=js', '# export GOOS=js', 'MYGOOS=js', 'GOOS', 'GOOS: js', 'X=GOOS=js', ''])('sets nothing: %j', (text) => {
    expect(read(text)).toEqual([]);
  });

  it.each([
    ['quotes that never close', 'GOOS="\n'.repeat(40_000)],
    ['one long line', `GOOS=${'x'.repeat(250_000)}`],
    ['blanks', `GOOS=${' '.repeat(250_000)}x`],
    ['equals signs', '='.repeat(250_000)],
  ])('that is hostile ends all the same: %s', (_, text) => {
    expect(Array.isArray(read(text))).toBe(true);
  });
});
