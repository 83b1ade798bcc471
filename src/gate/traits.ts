import type { Report } from '../model/report.js';
import { valueIn } from '../model/seen.js';

/** Variables that differ from machine to machine, or say the same as another. */
const DULL = new Set(['GOGCCFLAGS', 'GOVERSION', 'GOHOSTOS', 'GOHOSTARCH', 'GOTOOLDIR', 'GOEXE', 'GOTELEMETRYDIR']);
const LONGEST = 200;
/** Facts of a leg at most; go env has some fifty. */
const MAX_TRAITS = 300;

/** Facts of a leg that can set it apart from another, by their name for people. */
export function traitsOf({ facts, versions, origin }: Report): Map<string, string> {
  const { host, go, dlv, project } = facts;
  const traits = new Map<string, string>();
  const add = (what: string, value: unknown) => {
    if (value !== undefined && traits.size < MAX_TRAITS) traits.set(what, String(value === '' ? 'empty' : value).slice(0, LONGEST));
  };
  add('Go', versions.go);
  add('Delve', versions.dlv);
  add('operating system', host.os);
  add('architecture', host.arch);
  add('distribution', host.distribution);
  add('kernel', host.kernel);
  add('libc', host.libc);
  add('container', host.container);
  add('emulated', host.emulated);
  add('root', host.uid === null ? undefined : host.uid === 0);
  for (const [name, value] of Object.entries(host.ptrace)) add(`ptrace.${name}`, value);
  add('SELinux', host.selinux && (host.selinux.enforcing ? 'enforcing' : 'permissive'));
  add('dlv from', dlv?.chosen?.from);
  add('go.mod go', project?.goMod?.go?.value);
  add('vendored', project?.vendored);
  const local = (value: string) =>
    [origin?.workspace, host.home].reduce<string>(
      (text, folder, at) => (folder && folder.length > 1 ? text.replaceAll(folder, at === 0 ? '.' : '~') : text),
      value,
    );
  for (const [name, value] of Object.entries(valueIn(go?.env) ?? {})) if (!DULL.has(name)) add(name, local(value));
  for (const [name, { source }] of Object.entries(go?.origins ?? {}))
    if (source !== 'default' && source !== 'computed') add(`${name} set by`, source);
  return traits;
}
