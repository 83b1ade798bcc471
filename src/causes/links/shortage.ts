import { errorIn } from '../../model/seen.js';
import { OUT_OF_FILES, OUT_OF_MEMORY, OUT_OF_SPACE, OUT_OF_THREADS } from '../../model/shortage.js';
import type { Case, Cause, Hit } from '../cause.js';
import { type Said, saidByBuilds, saidByLoading, saidBySessions } from '../said.js';
import { failed } from '../sessions.js';

interface Shortage {
  id: string;
  title: string;
  says: RegExp;
  expected: string;
  fix: string[];
}

const SHORTAGES: readonly Shortage[] = [
  {
    id: 'disk-full',
    title: 'There is no space left on a disk that is written to',
    says: OUT_OF_SPACE,
    expected: 'room for a build: some hundred megabytes in GOCACHE, GOMODCACHE and the temporary folder',
    fix: ['df -h "$(go env GOCACHE)" "$(go env GOMODCACHE)" "${TMPDIR:-/tmp}"', 'go clean -cache, or name a folder on a larger disk'],
  },
  {
    id: 'out-of-memory',
    title: 'The kernel killed a compiler, a linker or a program: there was no memory left',
    says: OUT_OF_MEMORY,
    expected: 'memory for a build: some 500 MB, and more for large programs',
    fix: ['more memory for the machine or container (cgroup memory.max, ulimit -v)', 'or fewer at a time: go build -p 1'],
  },
  {
    id: 'process-limit',
    title: 'The limit of processes or threads is reached',
    says: OUT_OF_THREADS,
    expected: 'room for some 50 more threads: a go build, dlv and the program take them',
    fix: ['cat /sys/fs/cgroup/pids.max; ulimit -u', 'in a container: docker run --pids-limit=-1 …; else a higher ulimit -u'],
  },
  {
    id: 'open-files-limit',
    title: 'The limit of open files is too low',
    says: OUT_OF_FILES,
    expected: 'some hundred open files at a time (ulimit -n)',
    fix: ['ulimit -n 4096', 'in a container: docker run --ulimit nofile=65536:65536 …'],
  },
];

/** All that was said of work on this machine, in the order of the chain. */
function said(seen: Case): Said[] {
  const { host, go, dlv } = seen.facts;
  const folders = [host.temp, ...Object.values(go?.folders ?? {})].map(({ path, reason }) => ({ what: path, text: reason ?? '' }));
  const goEnv = errorIn(go?.env);
  const install = dlv?.chosen?.error;
  return [
    ...folders,
    ...(goEnv === undefined ? [] : [{ what: 'go env', text: goEnv }]),
    ...saidByLoading(seen),
    ...(install ? [{ what: 'go install', text: `${install.message}\n${install.output}` }] : []),
    ...saidByBuilds(seen),
    ...saidBySessions(failed(seen)),
  ];
}

/** The first line that says so. */
function lineSaying(seen: Case, pattern: RegExp): { what: string; line: string } | undefined {
  for (const { what, text } of said(seen)) {
    const line = text.split('\n').find((each) => pattern.test(each));
    if (line !== undefined) return { what, line: line.trim() };
  }
  return undefined;
}

/** Causes of the link `host` that only work brings to light. */
export const shortageCauses: Cause[] = SHORTAGES.map(({ id, title, says, expected, fix }) => ({
  id,
  link: 'host',
  level: 'error',
  title,
  breaks: true,
  detect: (seen: Case): Hit[] => {
    const told = lineSaying(seen, says);
    return told ? [{ found: `${told.what}: ${told.line}`, expected, fix, evidence: [{ what: told.what, value: told.line }] }] : [];
  },
}));
