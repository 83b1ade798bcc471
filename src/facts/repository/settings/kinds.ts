import type { Setting } from '../../../model/setting.js';
import type { RepositoryFile } from '../files.js';
import type { Reading } from './reading.js';

/** How a file is read. */
export interface Reader {
  /** What else than the name of a variable makes a file worth parsing. */
  mentions?: RegExp;
  /** What reads one file, and throws where it makes no sense; loaded when there is one. */
  load(): Promise<(file: RepositoryFile) => Setting[] | Reading>;
}

/** A kind of files that set variables for Go. */
export interface Kind extends Reader {
  writers: readonly Setting['writer'][];
  /** Of their paths, relative to the root, with slashes. */
  path: RegExp;
}

export const DOTENV: Kind = {
  writers: ['dotenv'],
  // What is there to be copied sets nothing.
  path: /(?:^|\/)(?!(?:example|sample|template|dist)\.env$)(?:\.env(?:\.(?![^/]*(?:example|sample|template|tmpl|tpl|dist))[^/]+)?|[^/]+\.env)$/i,
  load: async () => (await import('./dotenv.js')).readDotenv,
};

/** What each of their paths has: most of a tree is told apart by it at once. */
export const MAY_BE = /(?:(?:docker|container|make)file|\.(?:ya?ml|json|xml|iml|mk|env|envrc|code-workspace)$|\.env\.)/i;

/** In the order in which their settings are told. */
export const KINDS: readonly Kind[] = [
  {
    writers: ['workflow'],
    path: /^\.github\/workflows\/[^/]+\.ya?ml$/,
    load: async () => (await import('./workflow.js')).readWorkflow,
  },
  {
    writers: ['action'],
    path: /(?:^|\/)action\.ya?ml$/,
    load: async () => (await import('./workflow.js')).readAction,
  },
  {
    writers: ['dockerfile'],
    path: /(?:^|\/)(?:(?:Docker|Container)file(?:[.-][^/]+)?|[^/]+\.(?:Docker|Container)file)$/i,
    load: async () => (await import('./dockerfile.js')).readDockerfile,
  },
  {
    writers: ['compose'],
    path: /(?:^|\/)(?:docker-|podman-)?compose(?:[._-][^/]+)?\.ya?ml$/i,
    mentions: /env_file/,
    load: async () => (await import('./compose.js')).readCompose,
  },
  {
    writers: ['devcontainer', 'vscode-settings'],
    path: /(?:^|\/)\.?devcontainer\.json$/,
    mentions: /"go\.|--env-file/,
    load: async () => (await import('./devcontainer.js')).readDevcontainer,
  },
  DOTENV,
  { writers: ['envrc'], path: /(?:^|\/)\.envrc$/, load: async () => (await import('./shell-files.js')).readEnvrc },
  {
    writers: ['makefile'],
    path: /(?:^|\/)(?:GNUmakefile|[Mm]akefile(?:\.[^/]+)?|[^/]+\.mk)$/,
    load: async () => (await import('./makefile.js')).readMakefile,
  },
  {
    writers: ['vscode-settings'],
    path: /(?:^|\/)\.vscode\/settings\.json$/,
    mentions: /"go\./,
    load: async () => (await import('./vscode.js')).readVscodeSettings,
  },
  {
    writers: ['vscode-settings', 'vscode-launch'],
    path: /\.code-workspace$/,
    mentions: /"go\.|envFile/,
    load: async () => (await import('./vscode.js')).readCodeWorkspace,
  },
  {
    writers: ['vscode-launch'],
    path: /(?:^|\/)\.vscode\/launch\.json$/,
    mentions: /envFile/,
    load: async () => (await import('./vscode.js')).readLaunch,
  },
  {
    writers: ['idea'],
    path: /(?:^|\/)(?:\.idea\/(?:[^/]+\/)*[^/]+\.(?:xml|iml)|[^/]+\.run\.xml)$/,
    mentions: /GoLibraries/,
    load: async () => (await import('./idea.js')).readIdea,
  },
];
