import { compareGo, parseGoVersion } from '../../match/go-version.js';
import type { ModFile } from '../../model/facts.js';
import { errorIn, valueIn } from '../../model/seen.js';
import {
  type Case,
  type Cause,
  describeOrigin,
  evidenceOf,
  goValue,
  goVersion,
  type Hit,
  inProject,
  locationOf,
  originOf,
  unset,
} from '../cause.js';
import { firstRelease } from '../mend.js';
import { refusal, refusedVariable } from './value.js';

/** Causes of the link `toolchain`: the Go that the project asks for. */
export const toolchainCauses: Cause[] = [
  {
    id: 'toolchain-not-available',
    link: 'toolchain',
    level: 'error',
    title: 'The Go toolchain that is asked for cannot be had',
    breaks: true,
    mend: firstRelease,
    detect: (seen) => {
      const error = errorIn(seen.facts.go?.env);
      if (
        !error ||
        errorIn(seen.facts.go?.own) !== undefined ||
        !/GOTOOLCHAIN|toolchain|cannot find "go1|download go1|requires go >=/.test(error)
      )
        return [];
      const written = originOf(seen, 'GOTOOLCHAIN')?.written ?? '';
      const pinned = /^(go)?1?\.?\d|^go1/.test(written) || /invalid GOTOOLCHAIN/.test(error);
      const asking = pinned ? undefined : askingFile(seen);
      return [
        {
          found: pinned
            ? `GOTOOLCHAIN is ${written} (from ${describeOrigin(originOf(seen, 'GOTOOLCHAIN'))}): ${lastLine(error)}`
            : `${asking ? `${asking.at.file} asks for it: ` : ''}${lastLine(error)}`,
          expected: 'a toolchain that is installed, or that the module proxy has',
          fix: pinned
            ? unset(seen, 'GOTOOLCHAIN')
            : ['install that Go, or name one that was released (a patch level is part of it: go 1.26.0)'],
          evidence: [...evidenceOf(seen, 'GOTOOLCHAIN'), { what: 'go env', value: error }],
          location: pinned ? locationOf(seen, 'GOTOOLCHAIN') : asking?.at,
          text: pinned || !/download go1\.\d+ for \S+: toolchain not available/.test(error) ? undefined : asking?.text,
        },
      ];
    },
  },
  {
    id: 'project-needs-newer-go',
    link: 'toolchain',
    level: 'error',
    title: 'The project asks for a newer Go than the one that runs',
    breaks: true,
    stands: true,
    detect: (seen) => {
      if (/gccgo/.test(goVersion(seen))) return [];
      const running = parseGoVersion(goVersion(seen));
      const { project } = seen.facts;
      const workOff = goValue(seen, 'GOWORK') === 'off';
      const files = [workOff ? null : project?.goWork, project?.goMod].filter((file): file is ModFile => Boolean(file?.go));
      const needing = files.find((file) => {
        const wanted = parseGoVersion(file.go?.value ?? '');
        return running && wanted && compareGo(wanted, running) > 0;
      });
      if (!needing?.go || errorIn(seen.facts.go?.env) !== undefined) return [];
      const other = seen.facts.go?.onPath.find((each) => {
        const version = parseGoVersion(each.version ?? '');
        return version && compareGo(version, parseGoVersion(needing.go?.value ?? '') ?? version) >= 0;
      });
      return [
        {
          found: `${needing.file} says go ${needing.go.value}, the Go in force is ${goVersion(seen)}, and GOTOOLCHAIN=${goValue(seen, 'GOTOOLCHAIN')} keeps it from fetching a newer one`,
          expected: `Go ${needing.go.value} or newer`,
          fix: [
            ...(other
              ? [`put ${other.path} (${other.version}) first on PATH`]
              : [`install Go ${needing.go.value}; in a workflow: actions/setup-go with go-version-file: go.mod`]),
            'or let Go fetch it: GOTOOLCHAIN=auto',
          ],
          evidence: [{ what: 'go env GOVERSION', value: goVersion(seen) }, ...evidenceOf(seen, 'GOTOOLCHAIN')],
          location: { file: needing.file, line: needing.go.line },
        },
      ];
    },
  },
  {
    id: 'go-env-fails',
    link: 'toolchain',
    level: 'error',
    title: 'go env fails in this project',
    breaks: true,
    detect: (seen) => {
      const error = errorIn(seen.facts.go?.env);
      if (!error || !seen.facts.go?.path) return [];
      const variable = refusedVariable(seen);
      if (variable) return [{ ...refusal(seen, variable), link: 'env' }];
      const place = /^(\S*go\.(?:mod|work)):(\d+)(?::\d+)?: (.*)/m.exec(error);
      return [
        {
          found: place ? `${place[1]}:${place[2]}: ${place[3]}` : lastLine(error),
          expected: place ? 'a file that Go can read' : 'go env to answer',
          fix: place ? [`mend line ${place[2]} of ${place[1]}`] : ['run: go env', 'and mend what it names'],
          location: place ? { file: inProject(seen, place[1] as string), line: Number(place[2]) } : undefined,
          evidence: [{ what: 'go env -json', value: error }],
          confidence: 'likely',
        },
      ];
    },
  },
  {
    id: 'toolchain-auto-switched',
    link: 'toolchain',
    level: 'note',
    title: 'The go command switches to another Go than the one that is installed',
    breaks: false,
    detect: switched,
  },
];

function switched(seen: Case): Hit[] {
  const own = valueIn(seen.facts.go?.own)?.version;
  const running = valueIn(seen.facts.go?.env)?.GOVERSION;
  if (!own || !running || own === running) return [];
  const asking = askingFile(seen);
  const named = originOf(seen, 'GOTOOLCHAIN');
  const byVariable = named?.source !== 'default' && /^go1/.test(goValue(seen, 'GOTOOLCHAIN'));
  return [
    {
      found: byVariable
        ? `GOTOOLCHAIN (from ${describeOrigin(named)}) makes ${own} run ${running}`
        : `${asking?.at.file ?? 'go.mod'} makes ${own} run ${running}`,
      expected: 'the same Go for everybody, or a switch that is meant: dlv has to match the Go that builds the program',
      fix: byVariable ? unset(seen, 'GOTOOLCHAIN') : [`install ${running}, or keep the switch: it is meant to happen`],
      evidence: [{ what: 'installed', value: own }, { what: 'go env GOVERSION', value: running }, ...evidenceOf(seen, 'GOTOOLCHAIN')],
      location: byVariable ? locationOf(seen, 'GOTOOLCHAIN') : asking?.at,
    },
  ];
}

function askingFile({ facts }: Case): { at: { file: string; line: number }; text: string | undefined } | undefined {
  for (const file of [facts.project?.goWork, facts.project?.goMod]) {
    const directive = file?.toolchain ?? file?.go;
    if (file && directive) return { at: { file: file.file, line: directive.line }, text: directive.text };
  }
  return undefined;
}

function lastLine(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return (lines.find((line) => /^go: (?!downloading)/.test(line)) ?? lines.at(-1) ?? '').replace(/^go: /, '');
}
