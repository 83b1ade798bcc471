import { dirname } from 'node:path/posix';
import type { Declaration } from './declaration.js';
import type { DevcontainerBuild } from './devcontainer.js';

/** How the files of one kind are found and read. Its parser is loaded when there is such a file. */
export interface Kind {
  /** Of the path relative to the root. */
  path: RegExp;
  /** What a text has in it at least when it says something of Go: most have not, and are not parsed. */
  hint: RegExp;
  /** Names that are looked for from where one works upwards: the first that says something of Go counts. */
  names?: readonly string[];
  parse(text: string, path: string, builds: ReadonlyMap<string, DevcontainerBuild>): Promise<Declaration[]>;
}

const DOCKERFILE = /(^|\/)((Docker|Container)file(?!\.dockerignore)(\.[\w.-]+)?|[\w.-]+\.(dockerfile|Dockerfile))$/;

export const KINDS: readonly Kind[] = [
  { ...upwardsFor('.go-version'), hint: /\d/, parse: async (text) => (await versionFile()).ofVersionFile(text) },
  { ...upwardsFor('.tool-versions'), hint: /^\s*go(lang)?\s/m, parse: async (text) => (await versionFile()).ofToolVersions(text) },
  {
    ...upwardsFor('mise.toml', '.mise.toml', 'mise/config.toml', '.mise/config.toml', '.config/mise.toml', '.config/mise/config.toml'),
    hint: /^\s*(tools\.)?["']?(core:)?go(lang)?["']?\s*=|^\[tools\.["']?go/m,
    parse: async (text) => (await import('./mise.js')).ofMise(text),
  },
  { path: /(^|\/)\.vscode\/settings\.json$/, hint: /"go\./, parse: async (text) => (await import('./vscode.js')).ofVsCode(text) },
  {
    path: /(^|\/)\.idea\/((workspace|misc)\.xml|[^/]+\.iml)$/,
    hint: /GOROOT|Go SDK/,
    parse: async (text) => (await import('./goland.js')).ofGoLand(text),
  },
  {
    path: /(^|\/)(\.devcontainer\/([^/]+\/)?|\.)devcontainer\.json$/,
    hint: /go/,
    parse: async (text) => (await import('./devcontainer.js')).ofDevcontainer(text),
  },
  {
    path: /(^|\/)\.github\/(workflows\/[^/]+|actions\/(.+\/)?action)\.ya?ml$|^action\.ya?ml$/,
    hint: /setup-go|golang|go-?_?version/,
    parse: async (text) => (await import('./workflow.js')).ofWorkflow(text),
  },
  {
    path: /^(\.gitlab-ci|\.circleci\/config|\.drone|\.woodpecker(\/[^/]+)?)\.ya?ml$/,
    hint: /go/,
    parse: async (text) => (await lines()).ofCi(text),
  },
  {
    path: DOCKERFILE,
    hint: /go/,
    parse: async (text, path, builds) => {
      const build = builds.get(path);
      const person = build !== undefined || /(^|\/)\.devcontainer\//.test(path);
      return (await import('./dockerfile.js')).ofDockerfile(text, { args: build?.args ?? {}, person });
    },
  },
  { path: /(^|\/)(Earthfile|Tiltfile)$/, hint: /golang/, parse: async (text) => (await lines()).ofFromLines(text) },
  { path: /^(MODULE\.bazel|WORKSPACE(\.bazel)?)$/, hint: /go_/, parse: async (text) => (await lines()).ofBazel(text) },
  { path: /(^|\/)\.golangci\.ya?ml$/, hint: /^\s+go:/m, parse: async (text) => (await lines()).ofGolangci(text) },
];

function upwardsFor(...names: string[]): Pick<Kind, 'path' | 'names'> {
  return { names, path: new RegExp(`(^|/)(${names.map((name) => name.replaceAll('.', '\\.')).join('|')})$`) };
}

function versionFile() {
  return import('./version-file.js');
}

function lines() {
  return import('./lines.js');
}

/** The folder that a file speaks for, relative to the root: what its tool's own folder is in. */
export function folderOf(path: string): string {
  const own = /^(.*?)(^|\/)\.(github|vscode|idea|devcontainer|mise|config|circleci|woodpecker)\//.exec(path);
  return own ? own[1] || '.' : /^\.?mise\//.test(path) ? '.' : dirname(path).replace(/\/mise$/, '') || '.';
}
