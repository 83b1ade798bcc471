import { describe, expect, it } from '@jest/globals';
import { readDevcontainer } from '../../../../../src/facts/repository/settings/devcontainer.js';
import { fileOf, told } from './told.js';

const reading = (text: string) => readDevcontainer(fileOf(text, '.devcontainer/devcontainer.json'));
const read = (text: string) => reading(text).settings.map(told);
const ALL = '(environment) all that runs in the dev container';

describe('a devcontainer.json', () => {
  it.each([
    ['{"containerEnv": {"GOFLAGS": "-v"}}', `1:19 GOFLAGS=-v ${ALL} (containerEnv)`],
    [
      '{"remoteEnv": {"GOPATH": "${containerEnv:HOME}/go"}}',
      '1:16 GOPATH=?${containerEnv:HOME}/go (environment) the editor and its terminals in the dev container (remoteEnv)',
    ],
    ['{"remoteEnv": {"GOFLAGS": null}}', '1:16 GOFLAGS=? (environment) the editor and its terminals in the dev container (remoteEnv)'],
    ['{"build": {"args": {"GOPROXY": "direct"}}}', "1:21 GOPROXY=direct (build-argument) the dev container's image (build.args)"],
    ['{"features": {"ghcr.io/x/go:1": {"GOPROXY": "direct"}}}', '1:34 GOPROXY=direct (build-argument) the feature ghcr.io/x/go:1'],
    ['{"runArgs": ["-e", "GOFLAGS=-v"]}', `1:21 GOFLAGS=-v ${ALL} (runArgs)`],
    ['{"runArgs": ["--env=GOFLAGS=-v"]}', `1:21 GOFLAGS=-v ${ALL} (runArgs)`],
    ['{"runArgs": ["--env", "GOFLAGS=${localEnv:X}"]}', `1:24 GOFLAGS=?\${localEnv:X} ${ALL} (runArgs)`],
    [
      '{"customizations": {"vscode": {"settings": {"go.goroot": "/usr/local/go"}}}}',
      "1:45 GOROOT=/usr/local/go (tools) VS Code's go tools and dlv (go.goroot)",
    ],
    ['{"settings": {"go.gopath": "/go"}, // old\n}', "1:15 GOPATH=/go (tools) VS Code's go tools and dlv (go.gopath)"],
    ['{"postCreateCommand": "go env -w GOFLAGS=-v && x"}', '1:23 GOFLAGS=-v (go-env-w) the dev container (postCreateCommand)'],
    ['{"postCreateCommand": ["go", "env", "-w", "GOFLAGS=-v"]}', '1:23 GOFLAGS=-v (go-env-w) the dev container (postCreateCommand)'],
    ['{"onCreateCommand": {"a": "go env -w GOFLAGS=-v"}}', '1:27 GOFLAGS=-v (go-env-w) the dev container (onCreateCommand)'],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it.each(['{}', '{"containerEnv": 3}', '{"runArgs": ["GOOS=js", "-v", "GOOS=js"]}', '{"features": {"x": {}}}', '{"build": null}'])(
    'sets nothing: %j',
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );

  it('names env files of docker run', () => {
    expect(
      reading('{"runArgs": ["--env-file", ".devcontainer/go.env", "--env-file=${localWorkspaceFolder}/b.env"]}').envFiles.map(
        ({ file }) => file,
      ),
    ).toEqual(['/repo/.devcontainer/go.env', '/repo/b.env']);
  });
});
