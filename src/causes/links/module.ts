import type { Location } from '../../model/report.js';
import { errorIn } from '../../model/seen.js';
import { type Case, type Cause, type Hit, inProject } from '../cause.js';
import { type Said, saidByBuilds, saidByLoading, saidBySessions } from '../said.js';
import { failed } from '../sessions.js';

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
    says: /not one of the workspace modules listed in go\.work|modules listed in go\.work|outside available modules|listed in go\.work file|reading go\.work: open/,
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
function said(seen: Case): Said[] {
  const verified = errorIn(seen.facts.project?.verified ?? undefined);
  const building = failed(seen).filter(({ mode, failure }) => ['debug', 'test'].includes(mode) && failure.phase === 'listening');
  return [
    ...saidByLoading(seen),
    ...(verified === undefined ? [] : [{ what: 'go mod verify', text: verified }]),
    ...saidByBuilds(seen),
    ...saidBySessions(building),
  ];
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
    id: 'go-list-slow',
    link: 'build',
    level: 'warning',
    title: 'go list takes long here, and every editor and dlv wait for it',
    breaks: false,
    detect: ({ facts: { project } }) => {
      const loading = errorIn(project?.loads ?? undefined);
      if (loading !== undefined && /^timeout after/.test(loading)) return [slowToLoad(loading)];
      const listing = project?.listing;
      if (!listing) return [];
      if ('error' in listing) return [slowToList(`did not end: ${listing.error}`)];
      const { heap, packages } = listing.value;
      return heap !== null && heap > HEAP_LIMIT ? [slowToList(`took ${heap} MiB of heap for ${packages} packages`)] : [];
    },
  },
];

/** MiB that the go command may take to list the packages of a folder: the largest projects in public take a tenth. */
const HEAP_LIMIT = 1_024;

function slowToLoad(error: string): Hit {
  return {
    found: `go list -find . did not end within ${error.replace('timeout after ', '')}`,
    expected: 'an answer within a second: it reads go.mod, go.sum and one folder',
    fix: ['go list -find -x . shows what it waits for', 'slow disks and network folders: GOMODCACHE and GOCACHE on a local one'],
    evidence: [{ what: 'go list -find .', value: error }],
  };
}

function slowToList(found: string): Hit {
  return {
    found: `go list -find ./... ${found}`,
    expected: `the list of this folder's packages within three seconds and ${HEAP_LIMIT} MiB: editors ask for it before they start dlv`,
    fix: [
      'in go.mod (Go 1.25 or newer), for a folder that holds no packages of the module: ignore ./node_modules',
      'with an older Go: an empty go.mod in that folder, or a name that begins with _',
      'or open the editor in the folder of the package',
    ],
    evidence: [{ what: 'go list -e -find ./...', value: found }],
  };
}
