import { DELVE_RELEASES } from '../../match/table.js';
import { flagsIn } from '../../model/go-flags.js';
import type { Setting } from '../../model/setting.js';
import { type Case, type Cause, describeOrigin, goValue, type Hit, hostPlatform, isRooted, originOf, placeText } from '../cause.js';
import { refusedWord } from '../flags.js';
import { STRIPS } from '../mend.js';

/** What an editor gives to Go, against what is in force here. */
export const editorCauses: Cause[] = [
  {
    id: 'ide-env-mismatch',
    aliases: ['env-set-twice-differently'],
    link: 'env',
    level: 'warning',
    least: 'note',
    title: 'An editor gives Go another value than the one that was checked',
    breaks: false,
    stands: true,
    detect: (seen) => {
      const editors = seen.facts.project?.editors;
      const wrong = (editors?.settings ?? []).flatMap((setting) => {
        const problem = problemOf(setting, seen);
        return problem ? [{ setting, problem }] : [];
      });
      // GOARCH goes with the GOOS beside it.
      const isToldBy = (other: Setting, { variable, scope, place }: Setting) =>
        variable === 'GOARCH' && other.variable === 'GOOS' && other.scope === scope && other.place.file === place.file;
      const told = wrong.filter(({ setting }) => !wrong.some((other) => isToldBy(other.setting, setting)));
      return [...once(told.map(({ setting, problem }) => hitOf(setting, problem, seen))), ...(editors?.unread ?? []).map(unread)];
    },
  },
];

interface Problem {
  what: string;
  level: 'warning' | 'note';
}

/** What is wrong with a value that an editor, or a dev container, gives to the go command and to dlv; undefined where nothing is. */
function problemOf(setting: Setting, seen: Case): Problem | undefined {
  const { variable, value, reach } = setting;
  if (value === null || value === '' || value === goValue(seen, variable)) return undefined;
  const isTools = reach === 'tools' || reach === 'debuggee';
  if (!isTools && !(setting.writer === 'devcontainer' && reach === 'environment')) return undefined;
  const onItsOwn = badEverywhere(variable, value);
  if (onItsOwn) return { what: onItsOwn, level: 'warning' };
  // What a dev container is given holds for its image alone.
  if (setting.writer === 'devcontainer') return undefined;
  if (variable === 'GOROOT' || variable === 'GOPATH') return folderProblem(variable, value, seen);
  const platform = platformProblem(variable, value, seen);
  return platform ?? disagreement(setting, value, seen);
}

const PLATFORMS = Object.keys(DELVE_RELEASES.at(-1)?.platforms ?? {}).map((platform) => platform.split('/'));
/** The systems and the architectures whose programs Delve debugs. */
const DEBUGGABLE: Record<string, string[]> = { GOOS: PLATFORMS.map(([os = '']) => os), GOARCH: PLATFORMS.map(([, arch = '']) => arch) };

/** What no machine can debug with. */
function badEverywhere(variable: string, value: string): string | undefined {
  const platforms = DEBUGGABLE[variable];
  if (platforms && !platforms.includes(value)) return 'Delve starts no programs of that platform';
  if (variable === 'GO111MODULE' && value === 'off') return 'without modules go.mod is not read';
  if (variable !== 'GOFLAGS') return undefined;
  const refused = refusedWord(value);
  if (refused !== undefined) return `go refuses ${refused} in GOFLAGS, and with it every command`;
  return flagsIn(value).some((flag) => STRIPS.test(flag)) ? 'it strips what a debugger reads' : undefined;
}

/** Another platform than this one: on another machine it can be the right one. */
function platformProblem(variable: string, value: string, seen: Case): Problem | undefined {
  const [os, arch] = hostPlatform(seen).split('/');
  const own = variable === 'GOOS' ? os : variable === 'GOARCH' ? arch : undefined;
  if (own === undefined || value === own) return undefined;
  return { what: `programs of it do not start on ${hostPlatform(seen)}`, level: isLocal(seen) ? 'warning' : 'note' };
}

/** A folder of one machine, in a file that all have. */
function folderProblem(variable: string, value: string, seen: Case): Problem | undefined {
  const { facts } = seen;
  const inForce = [goValue(seen, variable), ...(facts.go?.real[variable] ?? [])];
  const same = (path: string) => path.replace(/[\\/]+$/, '') === value.replace(/[\\/]+$/, '');
  if (!isRooted(value) || inForce.some(same)) return undefined;
  const isThere = facts.project?.editors?.folders[value] ?? false;
  if (isLocal(seen) && isThere) {
    return { what: `here ${variable} is ${goValue(seen, variable)}`, level: variable === 'GOROOT' ? 'warning' : 'note' };
  }
  return isThere ? undefined : { what: 'that folder is of one machine, and is not there on this one', level: 'note' };
}

const DECIDES = ['GOOS', 'GOARCH', 'CGO_ENABLED', 'GOFLAGS', 'GO111MODULE', 'GOEXPERIMENT', 'GOTOOLCHAIN', 'GOWORK'];

/** Somebody set the variable here, too, and to another value. What a matrix sets is only one of several. */
function disagreement({ variable }: Setting, value: string, seen: Case): Problem | undefined {
  const origin = originOf(seen, variable);
  const isSet = origin?.source === 'environment' || origin?.source === 'go-env-w';
  if (!DECIDES.includes(variable) || !isSet || origin.text?.includes('${{')) return undefined;
  const [there, here] = [value, goValue(seen, variable)].map((each) => flagsIn(each).join(' '));
  if (there === here) return undefined;
  return {
    what: `here it is ${goValue(seen, variable) || '(empty)'}, from ${describeOrigin(origin)}`,
    level: isLocal(seen) ? 'warning' : 'note',
  };
}

/** A machine of a person, where the editor runs, rather than a runner. */
function isLocal({ facts }: Case): boolean {
  return (facts.run?.event ?? 'local') === 'local';
}

function hitOf({ variable, value, place, scope }: Setting, { what, level }: Problem, seen: Case): Hit {
  return {
    found: `${scope}: ${variable} is ${value}; ${what}`,
    expected: `one value of ${variable} for the shell, the runner and the editor: what is debugged is what was checked`,
    fix: [`remove ${variable} at ${placeText(place)}`],
    evidence: [
      { what: `${variable} at ${placeText(place)}`, value: value ?? '' },
      { what: `${variable} in force`, value: `${goValue(seen, variable) || '(empty)'}, from ${describeOrigin(originOf(seen, variable))}` },
    ],
    location: place,
    level,
  };
}

/** Launch configurations are copied with what is wrong in them: a value is told at its first line of a file. */
function once(hits: Hit[]): Hit[] {
  const key = ({ evidence, location }: Hit) => `${location?.file} ${evidence?.[0]?.what.split(' ')[0]} ${evidence?.[0]?.value}`;
  return [...new Map([...hits].reverse().map((hit) => [key(hit), hit])).values()].reverse();
}

function unread({ file, reason }: { file: string; reason: string }): Hit {
  return {
    found: `${file} cannot be read: ${reason}`,
    expected: 'a file that can be read: what it gives to Go was not checked',
    fix: [`mend ${file}`],
    location: { file, line: 1 },
    level: 'note',
  };
}
