import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { editorFacts } from '../../../../../src/facts/repository/editors.js';
import { type SettingsOptions, settingsOf } from '../../../../../src/facts/repository/settings/index.js';

let folder: string;
let root: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'delve-gate-settings-')));
  root = join(folder, 'repository');
  mkdirSync(root);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

async function read(files: Record<string, string>, options?: SettingsOptions) {
  write(files);
  const { settings, unread } = await settingsOf(root, options);
  return {
    settings: settings.map(
      ({ variable, value, place, writer }) => `${writer} ${relative(root, place.file)}:${place.line} ${variable}=${value}`,
    ),
    unread: unread.map(({ file, reason }) => `${relative(root, file)}: ${reason}`),
  };
}

const DOCKERFILE = 'FROM a\nENV GOOS=js\n';

describe('the settings of a repository', () => {
  it.each([
    ['.github/workflows/ci.yml', 'env:\n  GOOS: js\n', 'workflow'],
    ['.github/workflows/ci.yaml', 'env:\n  GOOS: js\n', 'workflow'],
    ['a/action.yml', 'runs:\n  steps:\n    - env:\n        GOOS: js\n', 'action'],
    ['Dockerfile', DOCKERFILE, 'dockerfile'],
    ['a/b/dev.Dockerfile', DOCKERFILE, 'dockerfile'],
    ['Dockerfile.debug', DOCKERFILE, 'dockerfile'],
    ['Dockerfile-windows', DOCKERFILE, 'dockerfile'],
    ['Containerfile', DOCKERFILE, 'dockerfile'],
    ['compose.yaml', 'services:\n  a:\n    environment:\n      GOOS: js\n', 'compose'],
    ['docker-compose.dev.yml', 'services:\n  a:\n    environment:\n      GOOS: js\n', 'compose'],
    ['.devcontainer/a/devcontainer.json', '{"containerEnv": {"GOOS": "js"}}', 'devcontainer'],
    ['.devcontainer.json', '{"containerEnv": {"GOOS": "js"}}', 'devcontainer'],
    ['.env', 'GOOS=js', 'dotenv'],
    ['.env.local', 'GOOS=js', 'dotenv'],
    ['deploy/go.env', 'GOOS=js', 'dotenv'],
    ['.envrc', 'export GOOS=js', 'envrc'],
    ['Makefile', 'export GOOS = js', 'makefile'],
    ['build/rules.mk', 'export GOOS = js', 'makefile'],
    ['.vscode/settings.json', '{"go.toolsEnvVars": {"GOOS": "js"}}', 'vscode-settings'],
    ['a.code-workspace', '{"settings": {"go.toolsEnvVars": {"GOOS": "js"}}}', 'vscode-settings'],
    ['.vscode/launch.json', '{"configurations": [{"type": "go", "env": {"GOOS": "js"}}]}', 'vscode-launch'],
    [
      '.run/a.run.xml',
      '<a><configuration type="GoApplicationRunConfiguration"><envs><env name="GOOS" value="js"/></envs></configuration></a>',
      'idea',
    ],
  ])('are read from %s', async (path, text, writer) => {
    expect((await read({ [path]: text })).settings).toEqual([expect.stringMatching(new RegExp(`^${writer} ${path}:\\d+ GOOS=js$`))]);
  });

  it.each([
    '.env.example',
    'example.env',
    '.env.sample',
    'Dockerfile/readme.md',
    'docs/Makefile.html/x',
    'node_modules/a/Dockerfile',
    'vendor/a/Makefile',
    '.github/workflows/a/b.yml',
    'dotenv',
  ])('are not read from %s', async (path) => {
    expect(await read({ [path]: `${DOCKERFILE}export GOOS=js\nGOOS=js\n` })).toEqual({ settings: [], unread: [] });
  });

  it('come kind by kind, and only of the kinds that are asked for', async () => {
    const files = { Makefile: 'export GOOS = js', Dockerfile: DOCKERFILE, 'a/Dockerfile': DOCKERFILE };
    expect((await read(files)).settings).toEqual([
      'dockerfile Dockerfile:2 GOOS=js',
      'dockerfile a/Dockerfile:2 GOOS=js',
      'makefile Makefile:1 GOOS=js',
    ]);
    expect((await read(files, { writers: ['makefile'] })).settings).toEqual(['makefile Makefile:1 GOOS=js']);
  });

  it('are not known of a file that cannot be read, and none is needed of one that does not speak of Go', async () => {
    const { unread } = await read({
      '.github/workflows/a.yml': 'env: [GOOS',
      '.github/workflows/b.yml': 'env: [',
      '.vscode/settings.json': '{"go.goroot": }',
      'Dockerfile.large': `# GOOS\n${'RUN x\n'.repeat(50_000)}`,
    });
    expect(unread).toEqual([
      expect.stringMatching(/^Dockerfile\.large: it has 300007 characters; at most 262144 are read$/),
      expect.stringMatching(/^\.vscode\/settings\.json: line 1: ValueExpected$/),
      expect.stringMatching(/^\.github\/workflows\/a\.yml: ./),
    ]);
  });

  it('are read as far as all files together are not too large', async () => {
    const text = `GOOS=js\n#${' '.repeat(250_000)}\n`;
    const { settings, unread } = await read(Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`${n}.env`, text])));
    expect([settings.length, unread.length]).toEqual([16, 4]);
  });

  it('may begin with a byte order mark', async () => {
    expect((await read({ '.env': '\uFEFFGOOS=js' })).settings).toEqual(['dotenv .env:1 GOOS=js']);
  });

  it('come from the env files that others name, in the repository alone', async () => {
    writeFileSync(join(folder, 'secret.env'), 'GOOS=secret');
    const names = ['conf/go', '../secret.env', '/etc/passwd', 'missing.env', '.'];
    const { settings, unread } = await read({
      'conf/go': 'GOOS=js',
      'compose.yaml': `services: {a: {env_file: ${JSON.stringify(names)}}}`,
    });
    expect(settings).toEqual(['dotenv conf/go:1 GOOS=js']);
    expect(unread).toEqual([]);
  });

  it('are not followed out of the repository by a link', async () => {
    writeFileSync(join(folder, 'secret'), 'GOOS=secret');
    symlinkSync(join(folder, 'secret'), join(root, '.env'));
    symlinkSync(join(folder, 'secret'), join(root, 'linked'));
    expect((await read({ 'compose.yaml': 'services: {a: {env_file: linked}}' })).settings).toEqual([]);
  });

  it('come from the profiles of shells, when they are asked for', async () => {
    write({
      'home/.zshrc': 'export GOOS=js',
      'home/.config/fish/config.fish': 'set -gx GOOS js',
      'etc/profile.d/go.sh': 'export GOOS=js',
      'etc/environment': 'GOOS="js"',
    });
    const options = { profiles: { home: join(root, 'home'), etc: join(root, 'etc') } };
    expect((await read({}, options)).settings.map((each) => each.split(' ')[1])).toEqual([
      'home/.zshrc:1',
      'home/.config/fish/config.fish:1',
      'etc/profile.d/go.sh:1',
      'etc/environment:1',
    ]);
  });
});

describe('what editors give to Go', () => {
  const SETTINGS = '{"go.toolsEnvVars": {"GOOS": "js", "GOROOT": "/nowhere/go"}}';

  it('is read in the project’s folder and above it, not beside it', async () => {
    write({
      '.vscode/settings.json': SETTINGS,
      'a/b/.vscode/launch.json': '{"configurations": [{"type": "go", "env": {"GOOS": "js"}}]}',
      'other/.vscode/settings.json': SETTINGS,
      'a/Dockerfile': DOCKERFILE,
    });
    const facts = await editorFacts(join(root, 'a', 'b'), root);
    expect(facts?.settings.map(({ place, variable }) => `${relative(root, place.file)} ${variable}`).sort()).toEqual([
      '.vscode/settings.json GOOS',
      '.vscode/settings.json GOROOT',
      'a/b/.vscode/launch.json GOOS',
    ]);
    expect(facts?.folders).toEqual({ '/nowhere/go': false });
  });

  it('is nothing where they say nothing of Go', async () => {
    write({ '.vscode/settings.json': '{"editor.tabSize": 2', Dockerfile: DOCKERFILE });
    expect(await editorFacts(root, root)).toBeUndefined();
  });
});
