import type { Link } from '../../model/chain.js';
import type { Level, Location } from '../../model/report.js';
import { OUT_OF_FILES, OUT_OF_MEMORY, OUT_OF_SPACE, OUT_OF_THREADS } from '../../model/shortage.js';
import { type Case, type Cause, describeOrigin, evidenceOf, goValue, type Hit, inProject, locationOf, originOf, unset } from '../cause.js';
import { failed, words } from '../sessions.js';

/** What the go command says of the project's modules, and the cause that it means. */
interface Complaint {
  id: string;
  title: string;
  /** A line of the go command's, from its sources (cmd/go/internal/modload, load, work). */
  says: RegExp;
  expected: string;
  fix(seen: Case, line: string): string[];
  location?(seen: Case, line: string): Location | undefined;
}

const COMPLAINTS: readonly Complaint[] = [
  {
    id: 'go-mod-invalid',
    title: 'Go cannot read the go.mod or go.work of the project',
    says: /(?:go\.mod|go\.work):\d+(?::\d+)?: |errors parsing \S*go\.(?:mod|work)|no module declaration in go\.mod|error reading \S*go\.(?:mod|work)|missing module declaration/,
    expected: 'a file that Go can read',
    fix: (_, line) => {
      const place = placeIn(line);
      return [place ? `mend line ${place.line} of ${place.file}` : 'mend go.mod, then: go mod verify'];
    },
    location: (seen, line) => {
      const place = placeIn(line);
      return place && { ...place, file: inProject(seen, place.file) };
    },
  },
  {
    id: 'go-work-mismatch',
    title: 'A go.work above the project does not list its module, or lists one that is not there',
    says: /not one of the workspace modules listed in go\.work|modules listed in go\.work|outside available modules|listed in go\.work file/,
    expected: 'a workspace with `use` lines for the modules that are worked on',
    fix: (seen) => [`go work use ${seen.facts.project?.dir ?? '.'}`, 'or leave the workspace out: GOWORK=off'],
    location: (seen) => (seen.facts.project?.goWork ? { file: seen.facts.project.goWork.file, line: 1 } : undefined),
  },
  {
    id: 'vendor-inconsistent',
    title: 'The vendor folder does not agree with go.mod',
    says: /inconsistent vendoring|import lookup disabled by -mod=vendor|to sync the vendor directory/i,
    expected: 'a vendor/modules.txt that go mod vendor wrote for this go.mod',
    fix: () => ['go mod vendor, and commit what it changes'],
    location: (seen) => (seen.facts.project?.goMod ? { file: seen.facts.project.goMod.file, line: 1 } : undefined),
  },
  {
    id: 'go-sum-missing',
    title: 'go.mod or go.sum lacks entries that the build needs',
    says: /missing go\.sum entry|updates to go\.(?:mod|sum) needed|no required module provides package/,
    expected: 'a go.mod and go.sum that name all that is imported: the go command does not add them while it builds',
    fix: () => ['go mod tidy, and commit go.mod and go.sum'],
    location: (seen) => (seen.facts.project?.goMod ? { file: seen.facts.project.goMod.file, line: 1 } : undefined),
  },
  {
    id: 'module-cache-modified',
    title: 'The module cache was changed since it was downloaded',
    says: /dir has been modified|zip has been modified/,
    expected: 'modules as they were downloaded: a debugger shows their lines by these files',
    fix: () => ['go clean -modcache, then: go mod download'],
  },
  {
    id: 'vcs-stamping-fails',
    title: 'go build cannot read the state of the repository, which it wants to write into the program',
    says: /error obtaining VCS status/,
    expected: 'a repository that git reads for this user, or a build without a stamp',
    fix: (seen) => [
      `git config --global --add safe.directory ${seen.facts.project?.dir ?? '"$PWD"'}`,
      'or leave the stamp out of this build: go build -buildvcs=false, dlv debug --build-flags=-buildvcs=false',
    ],
  },
];

function placeIn(line: string): { file: string; line: number } | undefined {
  const match = /(\S*go\.(?:mod|work)):(\d+)/.exec(line);
  return match ? { file: match[1] as string, line: Number(match[2]) } : undefined;
}

/** All that the go command said of this project: when it looked at it, built it, and built it for dlv. */
function said(seen: Case): { what: string; text: string }[] {
  const { project, builds } = seen.facts;
  const loading = project?.loads && 'error' in project.loads ? [{ what: 'go list', text: project.loads.error }] : [];
  const verified = project?.verified && 'error' in project.verified ? [{ what: 'go mod verify', text: project.verified.error }] : [];
  return [
    ...loading,
    ...verified,
    ...builds.filter((build) => !build.ok).map((build) => ({ what: `go build ${build.package}`, text: build.output })),
    ...failed(seen)
      .filter(({ mode, failure }) => ['debug', 'test'].includes(mode) && failure.phase === 'listening')
      .map((session) => ({ what: `dlv ${session.mode}`, text: words(session) })),
  ];
}

/** Whether one of these causes tells why a build failed. */
export function toldOfModules(output: string): boolean {
  return COMPLAINTS.some(({ says }) => says.test(output)) || NO_MODULE.test(output);
}

const NO_MODULE = /go\.mod file not found|cannot find main module/;

function complaint({ id, title, says, expected, fix, location }: Complaint): Cause {
  return {
    id,
    link: 'build',
    level: 'error',
    title,
    breaks: true,
    detect: (seen) => {
      for (const { what, text } of said(seen)) {
        const lines = text.split('\n').filter((each) => says.test(each));
        // The line with the place comes after the one that announces it.
        const line = lines.find(placeIn) ?? lines[0];
        if (line === undefined) continue;
        const at = location?.(seen, line);
        return [
          {
            found: line.trim().replace(/^go: /, ''),
            expected,
            fix: fix(seen, line),
            evidence: [{ what, value: text.slice(0, 4_000) }],
            ...(at ? { location: at } : {}),
          },
        ];
      }
      return [];
    },
  };
}

/** Causes of the link `build`: what is wrong with the project's modules. */
export const moduleCauses: Cause[] = [
  ...COMPLAINTS.map(complaint),
  {
    id: 'no-go-mod',
    link: 'build',
    level: 'error',
    title: 'The package is in no module: there is no go.mod in its folder or above it',
    breaks: true,
    detect: (seen) => {
      const told = said(seen).find(({ what, text }) => what !== 'go list' && NO_MODULE.test(text));
      if (!told || seen.facts.project?.goMod) return [];
      return [
        {
          found: `neither ${seen.facts.project?.dir ?? 'the folder'} nor a folder above it has a go.mod`,
          expected: 'a package in a module: go build and dlv debug take no other',
          fix: ['go mod init MODULE, or start in the folder of the module (--dir, working-directory)'],
          evidence: [{ what: told.what, value: told.text.slice(0, 2_000) }],
        },
      ];
    },
  },
  {
    id: 'workdir-not-writable',
    link: 'launch',
    level: 'error',
    title: "The package's folder cannot be written to, and dlv debug puts its program there",
    breaks: true,
    detect: (seen) => {
      const session = failed(seen).find((each) =>
        /__debug_bin\S*: (?:permission denied|read-only file system|access is denied)/i.test(words(each)),
      );
      if (!session) return [];
      return [
        {
          found: `dlv ${session.mode} cannot write its program into the folder of ${session.subject}`,
          expected: 'a folder that this user can write to, or a program built elsewhere',
          fix: ['dlv debug --output "$(mktemp -d)/debug", or build first and use dlv exec', 'or give the folder to this user: chown'],
          evidence: [{ what: `dlv ${session.mode}`, value: words(session).slice(0, 2_000) }],
        },
      ];
    },
  },
  {
    id: 'go-list-slow',
    link: 'build',
    level: 'warning',
    title: 'go list takes long here, and every editor and dlv wait for it',
    breaks: false,
    detect: ({ facts }) => {
      const loads = facts.project?.loads;
      if (!loads || !('error' in loads) || !/^timeout after/.test(loads.error)) return [];
      return [
        {
          found: `go list -find . did not end within ${loads.error.replace('timeout after ', '')}`,
          expected: 'an answer within a second: it reads go.mod, go.sum and one folder',
          fix: ['go list -find -x . shows what it waits for', 'slow disks and network folders: GOMODCACHE and GOCACHE on a local one'],
          evidence: [{ what: 'go list -find .', value: loads.error }],
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
  {
    id: 'go-version-drift',
    link: 'toolchain',
    level: 'note',
    title: 'A file of the repository names another Go than the one that runs',
    breaks: false,
    detect: drifted,
  },
];

function switched(seen: Case): Hit[] {
  const { go, project } = seen.facts;
  const own = go && 'value' in go.own ? go.own.value.version : '';
  const running = go && 'value' in go.env ? (go.env.value.GOVERSION ?? '') : '';
  if (!own || !running || own === running) return [];
  const asking = [project?.goWork, project?.goMod].find((file) => file?.toolchain ?? file?.go);
  const line = asking?.toolchain?.line ?? asking?.go?.line;
  const named = originOf(seen, 'GOTOOLCHAIN');
  const byVariable = named?.source !== 'default' && /^go1/.test(goValue(seen, 'GOTOOLCHAIN'));
  return [
    {
      found: byVariable
        ? `GOTOOLCHAIN (from ${describeOrigin(named)}) makes ${own} run ${running}`
        : `${asking?.file ?? 'go.mod'} makes ${own} run ${running}`,
      expected: 'the same Go for everybody, or a switch that is meant: dlv has to match the Go that builds the program',
      fix: byVariable ? unset(seen, 'GOTOOLCHAIN') : [`install ${running}, or keep the switch: it is meant to happen`],
      evidence: [{ what: 'installed', value: own }, { what: 'go env GOVERSION', value: running }, ...evidenceOf(seen, 'GOTOOLCHAIN')],
      location: byVariable ? locationOf(seen, 'GOTOOLCHAIN') : asking && line ? { file: asking.file, line } : undefined,
    },
  ];
}

function drifted({ facts }: Case): Hit[] {
  const running = facts.go && 'value' in facts.go.env ? (facts.go.env.value.GOVERSION ?? '').replace(/^go/, '') : '';
  if (!running) return [];
  return (facts.project?.named ?? [])
    .filter(({ version }) => running !== version && !running.startsWith(`${version}.`))
    .map(({ file, line, version }) => ({
      found: `${file} names Go ${version}, and Go ${running} runs`,
      expected: 'one version of Go for the editor, the shell and CI',
      fix: [`install Go ${version} (its version manager is not in force here), or write ${running} into ${file}`],
      evidence: [{ what: file, value: version }],
      location: { file, line },
    }));
}

/** A word that anything which ran here said. */
function anyWords(seen: Case, pattern: RegExp): { what: string; line: string } | undefined {
  const builds = seen.facts.builds.filter((build) => !build.ok).map((build) => ({ what: `go build ${build.package}`, text: build.output }));
  const sessions = failed(seen).map((session) => ({ what: `dlv ${session.mode}`, text: words(session) }));
  const error = seen.facts.dlv?.chosen?.error;
  const install = error ? [{ what: 'go install', text: `${error.message}\n${error.output}` }] : [];
  const loads = seen.facts.project?.loads;
  const loading = loads && 'error' in loads ? [{ what: 'go list', text: loads.error }] : [];
  const folders = [seen.facts.host.temp, ...Object.values(seen.facts.go?.folders ?? {})].map(({ path, reason }) => ({
    what: path,
    text: reason ?? '',
  }));
  const goEnv = seen.facts.go && 'error' in seen.facts.go.env ? [{ what: 'go env', text: seen.facts.go.env.error }] : [];
  for (const { what, text } of [...folders, ...goEnv, ...loading, ...install, ...builds, ...sessions]) {
    const line = text.split('\n').find((each) => pattern.test(each));
    if (line !== undefined) return { what, line: line.trim() };
  }
  return undefined;
}

interface Shortage {
  id: string;
  title: string;
  says: RegExp;
  link: Link;
  level: Level;
  expected: string;
  fix: string[];
}

const SHORTAGES: readonly Shortage[] = [
  {
    id: 'disk-full',
    title: 'There is no space left on a disk that is written to',
    says: OUT_OF_SPACE,
    link: 'host',
    level: 'error',
    expected: 'room for a build: some hundred megabytes in GOCACHE, GOMODCACHE and the temporary folder',
    fix: ['df -h "$(go env GOCACHE)" "$(go env GOMODCACHE)" "${TMPDIR:-/tmp}"', 'go clean -cache, or name a folder on a larger disk'],
  },
  {
    id: 'out-of-memory',
    title: 'The kernel killed a compiler, a linker or a program: there was no memory left',
    says: OUT_OF_MEMORY,
    link: 'host',
    level: 'error',
    expected: 'memory for a build: some 500 MB, and more for large programs',
    fix: ['more memory for the machine or container (cgroup memory.max, ulimit -v)', 'or fewer at a time: go build -p 1'],
  },
  {
    id: 'process-limit',
    title: 'The limit of processes or threads is reached',
    says: OUT_OF_THREADS,
    link: 'host',
    level: 'error',
    expected: 'room for some 50 more threads: a go build, dlv and the program take them',
    fix: ['cat /sys/fs/cgroup/pids.max; ulimit -u', 'in a container: docker run --pids-limit=-1 …; else a higher ulimit -u'],
  },
  {
    id: 'open-files-limit',
    title: 'The limit of open files is too low',
    says: OUT_OF_FILES,
    link: 'host',
    level: 'error',
    expected: 'some hundred open files at a time (ulimit -n)',
    fix: ['ulimit -n 4096', 'in a container: docker run --ulimit nofile=65536:65536 …'],
  },
];

/** Causes of the link `host` that only work brings to light. */
export const shortageCauses: Cause[] = SHORTAGES.map(({ id, title, says, link, level, expected, fix }) => ({
  id,
  link,
  level,
  title,
  breaks: true,
  detect: (seen: Case): Hit[] => {
    const told = anyWords(seen, says);
    return told ? [{ found: `${told.what}: ${told.line}`, expected, fix, evidence: [{ what: told.what, value: told.line }] }] : [];
  },
}));
