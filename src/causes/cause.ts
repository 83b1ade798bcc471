import { DELVE_COMMAND } from '../match/releases.js';
import type { Link } from '../model/chain.js';
import type { Facts, Origin, Place, TargetFacts } from '../model/facts.js';
import type { Policy } from '../model/policy.js';
import type { Evidence, Finding, Level, Location } from '../model/report.js';
import { valueIn } from '../model/seen.js';
import type { PolicyPlace } from '../policy/layer.js';
import type { Mend } from './mend.js';

/** What a cause is judged by: what was seen, and what was asked. */
export interface Case {
  facts: Facts;
  /** The target that is judged, when it is not this machine; then the facts are those of the place where it ran. */
  target?: TargetFacts;
  policy: Policy;
  /** Where the parts of the policy stand; nowhere for what is built in. */
  policyAt(path: readonly (string | number)[], part?: 'key' | 'value'): PolicyPlace | undefined;
  /** What the policy stands on, as its files name it. */
  policyLayers?: readonly { reference?: string | undefined; place?: Location | undefined }[];
  /** Whether all of the chain was looked at that was asked for: then a waiver that nothing needs is told. */
  whole?: boolean;
}

/** A cause that was seen: what is particular about it here. */
export interface Hit {
  found: string;
  expected: string;
  /** Commands, or what to change, with the real names and versions filled in. */
  fix: string[];
  evidence?: Evidence[];
  location?: Location | undefined;
  /** The whole line there, when that line alone is to be mended. */
  text?: string | undefined;
  /** When it differs from the cause's own. */
  level?: Level;
  /** What the policy makes of just this. */
  asked?: Level | 'off';
  /** The rule of the policy that does not hold: env.GOFLAGS.not-contains. */
  rule?: string;
  link?: Link;
  confidence?: Finding['confidence'];
}

/** A kind of fault. */
export interface Cause {
  /** Stable, kebab-case. */
  id: string;
  /** Other names that it has had, or that others give it. */
  aliases?: readonly string[];
  link: Link;
  level: Level;
  /** The lowest level that `detect` gives, where that is below `level`. A gate takes none below. */
  least?: Level;
  /** One sentence of what is wrong. */
  title: string;
  /** Which later links it can be the cause for when they break: all, none, or these. */
  breaks: boolean | readonly Link[];
  /** It is read where somebody wrote it, so no earlier fault can have made it: it stands beside that, not under it. */
  stands?: boolean;
  /** What becomes of the line that a hit gives the text of. */
  mend?: Mend;
  detect(seen: Case): Hit[];
}

/**
 * The value of a Go variable: of `go env` when that works, else as it was set.
 * Empty for a value that ends with a carriage return, or is in quotes: that is `env-written-by-go-env-w`, and no second cause.
 */
export function goValue({ facts }: Case, name: string): string {
  const value = valueIn(facts.go?.env)?.[name] ?? facts.go?.origins[name]?.written ?? '';
  const spoilt = value.endsWith('\r') || (facts.go?.origins[name]?.source === 'go-env-w' && /^"[^" ]*"$/.test(value));
  return spoilt ? '' : value;
}

export function originOf({ facts }: Case, name: string): Origin | undefined {
  return facts.go?.origins[name];
}

/** Whether a variable has a value from outside Go. */
export function isSet(seen: Case, name: string): boolean {
  const source = originOf(seen, name)?.source;
  return source === 'environment' || source === 'go-env-w';
}

/** Where a value comes from, for people. */
export function describeOrigin(origin: Origin | undefined): string {
  switch (origin?.source) {
    case 'environment':
      return origin.place ? `the process environment, set at ${placeText(origin.place)}` : 'the process environment';
    case 'go-env-w':
      return `the GOENV file (go env -w)${origin.place ? `, ${placeText(origin.place)}` : ''}${origin.commandAt ? `, as ${placeText(origin.commandAt)} says` : ''}`;
    case 'goroot-go.env':
      return `go.env of GOROOT${origin.place ? `, ${placeText(origin.place)}` : ''}`;
    case 'computed':
      return 'the go command itself';
    default:
      return "Go's default";
  }
}

export function placeText(place: Place): string {
  return `${place.file}:${place.line}`;
}

/** The evidence that every finding about a variable has: its value, and who set it. */
export function evidenceOf(seen: Case, name: string): Evidence[] {
  return [
    { what: name, value: goValue(seen, name) || '(empty)' },
    { what: `${name} comes from`, value: describeOrigin(originOf(seen, name)) },
  ];
}

/** The line to blame for a variable: where it was set. A line of the repository that runs `go env -w` goes before the file that it writes. */
export function locationOf(seen: Case, name: string): Location | undefined {
  return originOf(seen, name)?.commandAt ?? originOf(seen, name)?.place;
}

/** The same with the text of that line, for causes that are mended there. */
export function blamed(seen: Case, name: string): Pick<Hit, 'location' | 'text'> {
  return { location: locationOf(seen, name), text: originOf(seen, name)?.text };
}

/** How to take a value back, by where it comes from. */
export function unset(seen: Case, name: string): string[] {
  const steps = takeBack(name, originOf(seen, name), seen.facts);
  return steps ?? [`set ${name} to what the policy asks for (in a workflow: env:), or change the rule`];
}

/** @returns undefined where nobody set it */
export function takeBack(name: string, origin: Origin | undefined, { host, go }: Pick<Facts, 'host' | 'go'>): string[] | undefined {
  if (origin?.source === 'go-env-w') {
    const command = withWorkingGo(name, `go env -u ${name}`, valueIn(go?.own)?.goroot);
    return [command, ...(origin.commandAt ? [`remove go env -w ${name} at ${placeText(origin.commandAt)}`] : [])];
  }
  if (origin?.source === 'environment') {
    if (origin.place) return [`remove ${name} at ${placeText(origin.place)}`];
    return [
      host.os === 'windows' ? `Remove-Item Env:${name}` : `unset ${name}`,
      `then find what sets it: a shell profile, the workflow's env, a Dockerfile's ENV`,
    ];
  }
  return origin?.place && [`change ${name} at ${placeText(origin.place)}`];
}

/** A bad GOROOT or GOTOOLCHAIN in the GOENV file keeps every go command from running, `go env -u` included. */
function withWorkingGo(name: string, command: string, own: string | undefined): string {
  if (name === 'GOTOOLCHAIN') return `GOTOOLCHAIN=local ${command}`;
  return name === 'GOROOT' && own ? `GOROOT=${own} ${command}` : command;
}

/** The place of a part of the policy, as a location. */
export function policyLocation(seen: Case, path: readonly (string | number)[], part: 'key' | 'value' = 'value'): Location | undefined {
  return seen.policyAt(path, part);
}

/** Whether a path says by itself where it leads, on any system. */
export function isRooted(path: string): boolean {
  return /^([/\\]|[A-Za-z]:)/.test(path);
}

/** A file as the go command names it: relative to the project's folder, where it was started. */
export function inProject({ facts }: Case, file: string): string {
  return isRooted(file) ? file : `${facts.project?.dir ?? '.'}/${file.replace(/^\.[\\/]/, '')}`;
}

/** Installs a dlv whatever platform Go is told to build for. */
export const INSTALL_FOR_THIS_MACHINE = `env -u GOOS -u GOARCH go install ${DELVE_COMMAND}@latest`;

/** The platform that is debugged on: this machine's. */
export function hostPlatform({ facts }: Case): string {
  return `${facts.host.os}/${facts.host.arch}`;
}

/** Whether programs for 386 are this machine's too: an amd64 kernel starts them, and the policy asks for it. */
export function proves386({ facts, policy }: Case): boolean {
  return facts.host.arch === 'amd64' && policy.targets.includes(`${facts.host.os}/386`);
}

/** The Go in force: `go1.26.8`; empty when it could not be told. */
export function goVersion({ facts }: Pick<Case, 'facts'>): string {
  return valueIn(facts.go?.env)?.GOVERSION ?? valueIn(facts.go?.own)?.version ?? '';
}
