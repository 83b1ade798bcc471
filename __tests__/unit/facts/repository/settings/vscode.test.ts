import { describe, expect, it } from '@jest/globals';
import { readCodeWorkspace, readLaunch, readVscodeSettings } from '../../../../../src/facts/repository/settings/vscode.js';
import { fileOf, told } from './told.js';

const settings = (text: string) => readVscodeSettings(fileOf(text, '.vscode/settings.json')).settings.map(told);
const launch = (text: string) => readLaunch(fileOf(text, '.vscode/launch.json'));
const TOOLS = (name: string) => `(tools) VS Code's go tools and dlv (${name})`;

describe('settings.json', () => {
  it.each([
    ['{"go.goroot": "/usr/local/go"}', `1:2 GOROOT=/usr/local/go ${TOOLS('go.goroot')}`],
    ['{\n  // why\n  "go.gopath": "D:\\\\Soft\\\\GoPath",\n}', `3:3 GOPATH=D:\\Soft\\GoPath ${TOOLS('go.gopath')} |`],
    ['{"go.gopath": "${workspaceFolder}/.go"}', `1:2 GOPATH=?\${workspaceFolder}/.go ${TOOLS('go.gopath')}`],
    ['{"go.gopath": "~/go"}', `1:2 GOPATH=?~/go ${TOOLS('go.gopath')}`],
    ['{"go.inferGopath": true}', `1:2 GOPATH=?inferred from the folder ${TOOLS('go.inferGopath')}`],
    ['{"go.toolsEnvVars": {\n  "GOOS": "js" // why\n}}', `2:3 GOOS=js ${TOOLS('go.toolsEnvVars')} |`],
    ['{"go.toolsEnvVars": {"CGO_ENABLED": 0}}', `1:22 CGO_ENABLED=0 ${TOOLS('go.toolsEnvVars')}`],
    ['{"go.toolsEnvVars": {"GOFLAGS": "${env:X}"}}', `1:22 GOFLAGS=?\${env:X} ${TOOLS('go.toolsEnvVars')}`],
    ['{"go.testEnvVars": {"GOFLAGS": "-v"}}', "1:21 GOFLAGS=-v (debuggee) VS Code's tests (go.testEnvVars)"],
    ['{"go.alternateTools": {"go": "/opt/go/bin/go", "dlv": "x"}}', "1:24 GOROOT=?/opt/go/bin/go (tools) VS Code's go (go.alternateTools)"],
    ['{"go.buildFlags": ["-tags=a"]}', `1:2 GOFLAGS=?["-tags=a"] (command) VS Code's builds (go.buildFlags)`],
    ['{"terminal.integrated.env.linux": {"GOFLAGS": "-v"}}', "1:36 GOFLAGS=-v (environment) VS Code's terminal on linux"],
    ['{"gopls": {"build.env": {"GOFLAGS": "-tags=a"}}}', '1:26 GOFLAGS=-tags=a (command) gopls'],
  ])('%j', (text, expected) => {
    expect(settings(text)).toEqual([expected]);
  });

  it.each([
    '{}',
    '{"go.goroot": ""}',
    '{"go.goroot": null}',
    '{"go.inferGopath": false}',
    '{"go.buildFlags": []}',
    '{"go.toolsEnvVars": ["GOOS"]}',
    '{"go.toolsEnvVars": {"FOO": "js"}}',
    '{"go.buildTags": "a"}',
    '{/* "go.goroot": "/x" */}',
    '{"terminal.integrated.env.plan9": {"GOFLAGS": "-v"}}',
  ])('sets nothing: %j', (text) => {
    expect(settings(text)).toEqual([]);
  });

  it.each(['"go"', '[]', '', '{"go.goroot": ', '{"a": 1,, "b": 2}', '['.repeat(100_000), '{"a":'.repeat(50_000)])(
    'that is no object of JSON is refused',
    (text) => {
      expect(() => settings(text)).toThrow();
    },
  );
});

describe('launch.json', () => {
  it('gives variables to dlv and the program', () => {
    const text = `{
  "configurations": [
    {"type": "go", "name": "a", "env": {"GOOS": "js", "X": "1"}, "linux": {"env": {"GOFLAGS": "-v"}}},
    {"type": "node", "name": "b", "env": {"GOOS": "js"}},
    {"type": "go", "env": null, "envFile": "\${workspaceFolder}/dev.env"},
    {"type": "go", "name": "c", "envFile": ["/etc/x.env", "\${env:X}"]}
  ]
}`;
    const { settings: found, envFiles } = launch(text);
    expect(found.map(told)).toEqual([
      '3:41 GOOS=js (debuggee) VS Code\'s launch configuration "a"',
      '3:84 GOFLAGS=-v (debuggee) VS Code\'s launch configuration "a", on linux',
    ]);
    expect(envFiles.map(({ file }) => file)).toEqual(['/repo/dev.env', '/etc/x.env']);
  });

  it.each(['{}', '{"configurations": 3}', '{"configurations": [3, null, {"type": "go"}]}'])('sets nothing: %j', (text) => {
    expect(launch(text)).toEqual({ settings: [], envFiles: [] });
  });
});

describe('a .code-workspace', () => {
  it('has settings and launch configurations', () => {
    const text =
      '{"settings": {"go.goroot": "/go", "go.testEnvFile": "${workspaceFolder}/t.env"}, "launch": {"configurations": [{"type": "go", "name": "a", "env": {"GOOS": "js"}}]}}';
    const { settings: found, envFiles } = readCodeWorkspace(fileOf(text, 'x.code-workspace'));
    expect(found.map((each) => [each.writer, each.variable, each.value])).toEqual([
      ['vscode-settings', 'GOROOT', '/go'],
      ['vscode-launch', 'GOOS', 'js'],
    ]);
    expect(envFiles.map(({ file }) => file)).toEqual(['/repo/t.env']);
  });
});
