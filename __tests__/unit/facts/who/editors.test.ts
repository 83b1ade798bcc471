import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { goLand, vsCode } from '../../../../src/facts/who/editors.js';

let root: string;
const shell = { who: 'this shell', version: 'go1.26.8', path: '/usr/local/go/bin/go', note: '' };

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'delve-gate-editors-')));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const file = join(root, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: 0o755 });
  return file;
}

/** A tree that says its version, with a go that must not be started. */
function tree(version: string): string {
  write(`${version}/VERSION`, `${version}\n`);
  write(`${version}/bin/go`, `#!/bin/sh\ntouch "${root}/started"\n`);
  return join(root, version);
}

const view = () => ({ root, env: { HOME: join(root, 'home'), PATH: '' }, shell });
const settings = (value: object) => write('.vscode/settings.json', `// ours\n${JSON.stringify(value)}`);

describe('VS Code', () => {
  test('without a setting takes the go on PATH', () => {
    expect(vsCode(view())).toEqual([{ ...shell, who: 'VS Code', note: 'no setting names one: from PATH' }]);
  });

  test('go.alternateTools goes before go.goroot, and the workspace before the user', () => {
    tree('go1.24.3');
    tree('go1.25.0');
    const file =
      process.platform === 'darwin' ? 'home/Library/Application Support/Code/User/settings.json' : 'home/.config/Code/User/settings.json';
    write(file, JSON.stringify({ 'go.goroot': join(root, 'go1.25.0') }));
    expect(vsCode(view())).toMatchObject([{ version: 'go1.25.0', note: 'go.goroot of the user' }]);
    settings({ 'go.goroot': '${workspaceFolder}/go1.24.3' });
    expect(vsCode(view())).toMatchObject([{ version: 'go1.24.3', note: 'go.goroot of the workspace' }]);
    settings({ 'go.goroot': join(root, 'go1.24.3'), 'go.alternateTools': { go: join(root, 'go1.25.0', 'bin', 'go') } });
    expect(vsCode(view())).toMatchObject([{ version: 'go1.25.0', note: 'go.alternateTools of the workspace' }]);
  });

  test('the go that builds dlv has a line of its own', () => {
    const go = join(tree('go1.27.2'), 'bin', 'go');
    settings({ 'go.toolsManagement.go': go });
    expect(vsCode(view())).toMatchObject([{ who: 'VS Code' }, { who: 'VS Code, to build dlv', version: 'go1.27.2', path: go }]);
  });

  test('what is not there is told', () => {
    settings({ 'go.goroot': '/nowhere' });
    expect(vsCode(view())).toMatchObject([
      { version: 'go1.26.8', note: 'go.goroot of the workspace is ignored: /nowhere is no folder; from PATH' },
    ]);
    settings({ 'go.alternateTools': { go: '/nowhere/go' } });
    expect(vsCode(view())).toMatchObject([
      { version: null, note: 'go.alternateTools of the workspace names /nowhere/go, which is not there' },
    ]);
  });

  test('a program that the repository names is not started', () => {
    const file = write('evil/bin/go', `#!/bin/sh\ntouch "${root}/started"\n`);
    settings({ 'go.alternateTools': { go: file } });
    expect(vsCode(view())).toMatchObject([
      { version: null, path: file, note: 'go.alternateTools of the workspace: it cannot be told without starting it' },
    ]);
    expect(() => realpathSync(join(root, 'started'))).toThrow();
  });
});

describe('GoLand', () => {
  test.each([
    ['no .idea', undefined, { version: null, note: 'there is no .idea here' }],
    ['no SDK in it', '<project/>', { version: null, note: '.idea names no Go SDK: the IDE chooses one by itself' }],
    [
      'a folder',
      '<project>\n<component name="GOROOT" url="file://$PROJECT_DIR$/go1.24.3"/></project>',
      { version: 'go1.24.3', note: '.idea/workspace.xml:2' },
    ],
    [
      'a folder that is gone',
      '<project><component name="GOROOT" url="file:///nowhere"/></project>',
      { version: null, note: '.idea/workspace.xml:1 names /nowhere, which is not there' },
    ],
    [
      'a name',
      '<project><component project-jdk-name="Go 1.26" project-jdk-type="Go SDK"/></project>',
      { version: null, note: '.idea/workspace.xml:1 names the SDK "Go 1.26"; only the IDE knows its folder' },
    ],
  ])('%s', async (_, text, expected) => {
    tree('go1.24.3');
    if (text !== undefined) write('.idea/workspace.xml', text);
    expect(await goLand(view())).toMatchObject({ who: 'GoLand', ...expected });
  });
});
