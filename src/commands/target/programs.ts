import { join } from 'node:path';
import { provideDlv } from '../../delve/provide.js';
import { toolCacheRoot } from '../../delve/slot.js';
import { digest, folderTexts, guestFolder } from '../../guest/parts.js';
import type { ChosenDlv, TargetFacts } from '../../model/facts.js';
import { type Built, buildOurs, buildUsers, goCommand } from '../../smoke/build.js';
import type { CheckOptions } from '../check.js';
import type { TargetContext } from './context.js';

/** The dlv for a target: of the same release as this machine's would be, built for there. */
export function dlvFor(facts: TargetFacts, { options, policy, go, version }: TargetContext, runsHere = false): Promise<ChosenDlv> {
  const [os = '', arch = ''] = facts.target.split('/');
  const command = goCommand(go.env.GOROOT ?? '', go.facts.path ?? 'go');
  return provideDlv({
    go: { version, command, env: go.env },
    platform: { os, arch },
    foreign: !runsHere,
    cross: true,
    want: policy.delve.version,
    found: [],
    usePath: false,
    install: policy.delve.install,
    env: options.env,
    root: toolCacheRoot(options.env),
    scope: options.scope,
    onProgress: options.onProgress,
    ...(options.remote ? { remote: options.remote } : {}),
  });
}

/** Builds for a target what is to be debugged. */
export function build(facts: TargetFacts, { options, go, user, version }: TargetContext): Promise<Built[]> {
  const [os = '', arch = ''] = facts.target.split('/');
  const common = {
    sources: options.sources,
    dir: options.dir,
    env: options.env,
    go: go.facts.path ?? 'go',
    goroot: go.env.GOROOT ?? '',
    folder: options.scope.folder(`build-${arch}`),
    scope: options.scope,
    platform: { os, arch },
    kept: keptDebuggee(arch, options, version, go.env),
  };
  const built = Promise.all([buildOurs(common), ...(user.subject === '' ? [] : [buildUsers(common, user)])]);
  return built.then((all) => {
    facts.builds = all.map((each) => each.facts);
    const foreign = facts.builds.find(({ binary }) => binary?.arch && `${binary.os}/${binary.arch}` !== facts.target);
    return foreign ? all.filter((each) => each.facts !== foreign) : all;
  });
}

/** Its path is in its debug information, so the folder of its sources is part of the name, too. */
function keptDebuggee(arch: string, { sources, env }: CheckOptions, version: string, goEnv: Record<string, string>): string {
  const folder = join(sources, 'debuggee');
  const settings = SETTINGS.map((name) => goEnv[name] ?? '');
  return join(guestFolder(toolCacheRoot(env)), `debuggee-${arch}-${digest([version, arch, folder, ...settings, ...folderTexts(folder)])}`);
}

/** Settings of Go that decide what a build for Linux comes to. */
const SETTINGS = ['GOFLAGS', 'GOEXPERIMENT', 'GODEBUG', 'GOARM64', 'GOPPC64', 'GORISCV64', 'GO386', 'GOAMD64', 'GOFIPS140'];
