import { describe, expect, it } from '@jest/globals';
import { readEnvrc, readFish, readProfile } from '../../../../../src/facts/repository/settings/shell-files.js';
import { fileOf, told } from './told.js';

describe('an .envrc', () => {
  it('exports, and may write the GOENV file', () => {
    const text = 'use go\nexport GOFLAGS=-v\nGOOS=js go generate\nexport GOBIN=$PWD/bin\ngo env -w GOPROXY=direct\n';
    expect(readEnvrc(fileOf(text, '.envrc')).map(told)).toEqual([
      '2:8 GOFLAGS=-v (environment) shells in this folder, by direnv |',
      '4:8 GOBIN=?$PWD/bin (environment) shells in this folder, by direnv |',
      '5:11 GOPROXY=direct (go-env-w) shells in this folder, by direnv',
    ]);
  });
});

describe('a profile of a shell', () => {
  it('exports; what it computes has no value', () => {
    const text = 'GOPATH=/go\nexport PATH GOPATH\nif [ -d /x ]; then\n  export GOROOT=/usr/local/go\nfi\nexport GOBIN="$GOPATH/bin"\n';
    expect(readProfile(fileOf(text, '.bashrc')).map(told)).toEqual([
      '1:1 GOPATH=/go (environment) shells that read .bashrc |',
      '4:10 GOROOT=/usr/local/go (environment) shells that read .bashrc |',
      '6:8 GOBIN=?$GOPATH/bin (environment) shells that read .bashrc |',
    ]);
  });
});

describe('a config.fish', () => {
  it.each([
    ['set -gx GOFLAGS -v', '1:9 GOFLAGS=-v (environment) fish'],
    ['set -x GOFLAGS "-tags a"', '1:8 GOFLAGS=-tags a (environment) fish'],
    ['set -Ux GOPATH $HOME/go', '1:9 GOPATH=?$HOME/go (environment) fish'],
    ['set --global --export GOOS js', '1:23 GOOS=js (environment) fish'],
    ['set -x GOFLAGS -a -b', '1:8 GOFLAGS=-a -b (environment) fish'],
    ['export GOOS=js', '1:8 GOOS=js (environment) fish |'],
    ['if true\n  set -gx GOOS js\nend', '2:11 GOOS=js (environment) fish'],
  ])('%j', (text, expected) => {
    expect(readFish(fileOf(text, 'config.fish')).map(told)).toEqual([expected]);
  });

  it.each(['set -g GOOS js', 'set GOOS js', 'set -e GOOS', '# set -gx GOOS js', 'set', 'set -gx'])('sets nothing: %j', (text) => {
    expect(readFish(fileOf(text, 'config.fish'))).toEqual([]);
  });
});
