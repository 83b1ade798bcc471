import { dirname } from 'node:path/posix';
import type { Declaration } from './declaration.js';
import type { DevcontainerBuild } from './devcontainer.js';

/** Reads the text of a file. It throws what its parser throws. */
type Parse = (text: string, path: string, builds: ReadonlyMap<string, DevcontainerBuild>) => Declaration[];

/** How the files of one kind are found and read. Its parser is loaded when there is such a file. */
export interface Kind {
  /** Of the path relative to the root. */
  path: RegExp;
  /** What a text has in it at least when it says something of Go: most have not, and are not parsed. */
  hint: RegExp;
  /** Names that are looked for from where one works upwards: the first that says something of Go counts. */
  names?: readonly string[];
  load(): Promise<Parse>;
}

const DOCKERFILE = /(^|\/)((Docker|Container)file(?!\.dockerignore)(\.[\w.-]+)?|[\w.-]+\.(dockerfile|Dockerfile))$/;

export const KINDS: readonly Kind[] = [
  { ...upwardsFor('.go-version'), hint: /\d/, load: async () => (await versionFile()).ofVersionFile },
  { ...upwardsFor('.tool-versions'), hint: /^\s*go(lang)?\s/m, load: async () => (await versionFile()).ofToolVersions },
  {
    ...upwardsFor('mise.toml', '.mise.toml', 'mise/config.toml', '.mise/config.toml', '.config/mise.toml', '.config/mise/config.toml'),
    hint: /^\s*(tools\.)?["']?(core:)?go(lang)?["']?\s*=|^\[tools\.["']?go/m,
    load: async () => (await import('./mise.js')).ofMise,
  },
  { path: /(^|\/)\.vscode\/settings\.json$/, hint: /"go\./, load: async () => (await import('./vscode.js')).ofVsCode },
  {
    path: /(^|\/)\.idea\/((workspace|misc)\.xml|[^/]+\.iml)$/,
    hint: /GOROOT|Go SDK/,
    load: async () => (await import('./goland.js')).ofGoLand,
  },
  {
    path: /(^|\/)(\.devcontainer\/([^/]+\/)?|\.)devcontainer\.json$/,
    hint: /go/,
    load: async () => (await import('./devcontainer.js')).ofDevcontainer,
  },
  {
    path: /(^|\/)\.github\/(workflows\/[^/]+|actions\/(.+\/)?action)\.ya?ml$|^action\.ya?ml$/,
    hint: /setup-go|golang|go-?_?version/,
    load: async () => (await import('./workflow.js')).ofWorkflow,
  },
  {
    path: /^(\.gitlab-ci|\.circleci\/config|\.drone|\.woodpecker(\/[^/]+)?)\.ya?ml$/,
    hint: /go/,
    load: async () => (await lines()).ofCi,
  },
  {
    path: DOCKERFILE,
    hint: /golang|go-toolset|\/go[:@]|goreleaser-cross|\/usr\/local\/go\b/,
    load: async () => {
      const { ofDockerfile } = await import('./dockerfile.js');
      return (text, path, builds) => {
        const build = builds.get(path);
        return ofDockerfile(text, { args: build?.args ?? {}, person: build !== undefined || /(^|\/)\.devcontainer\//.test(path) });
      };
    },
  },
  { path: /(^|\/)(Earthfile|Tiltfile)$/, hint: /golang/, load: async () => (await lines()).ofFromLines },
  { path: /^(MODULE\.bazel|WORKSPACE(\.bazel)?)$/, hint: /go_/, load: async () => (await lines()).ofBazel },
  { path: /(^|\/)\.golangci\.ya?ml$/, hint: /^\s+go:/m, load: async () => (await lines()).ofGolangci },
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
