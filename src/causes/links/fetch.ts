import { type FetchFailure, fetchFailure, fetchFailureLine } from '../../model/fetch-failure.js';
import type { Location } from '../../model/report.js';
import { type Case, type Cause, describeOrigin, goValue, type Hit, locationOf, originOf } from '../cause.js';
import { type Said, saidByBuilds, saidBySessions } from '../said.js';
import { failed } from '../sessions.js';

/** What keeps modules from coming: those of dlv, or those of the project. */
interface Fetching {
  id: Exclude<FetchFailure, 'proxy-off'>;
  title: string;
  expected: string;
  /** @param what the module path that can be asked for to see it again */
  fix: (seen: Case, what: string) => string[];
  location?: (seen: Case) => Location | undefined;
}

const FETCHING: readonly Fetching[] = [
  {
    id: 'module-download-blocked',
    title: 'The module proxy cannot be reached, or refuses',
    expected: 'a module proxy that answers',
    fix: (seen, what) => [
      `check GOPROXY (${goValue(seen, 'GOPROXY') || 'unset'}, from ${describeOrigin(originOf(seen, 'GOPROXY'))}), HTTPS_PROXY, DNS and the firewall: go mod download -x ${what}`.trim(),
    ],
    location: (seen) => locationOf(seen, 'GOPROXY'),
  },
  {
    id: 'module-checksum-mismatch',
    title: 'What was downloaded is not what the checksum database knows',
    expected: 'modules with the checksums that go.sum and GOSUMDB vouch for',
    fix: () => ['go clean -modcache', 'and look at who answers for GOPROXY, and who changed go.sum; do not turn GOSUMDB off'],
  },
  {
    id: 'git-missing',
    title: 'Modules are to be fetched from their repositories, and there is no git',
    expected: 'git on PATH, or a module proxy: then no repository is asked',
    fix: (seen) => [
      'apt-get install git, or on Alpine: apk add git',
      `or ask a module proxy: GOPROXY is ${goValue(seen, 'GOPROXY') || 'unset'}`,
    ],
  },
  {
    id: 'module-tls-untrusted',
    title: 'The certificate of the module proxy is not trusted here',
    expected: 'a certificate that this machine trusts',
    fix: () => [
      'apt-get install ca-certificates, or on Alpine: apk add ca-certificates',
      "behind a proxy that opens TLS: put its certificate into the system's store, or name it: SSL_CERT_FILE=FILE",
      'and look at the clock: a certificate may not be valid yet',
    ],
  },
  {
    id: 'private-module-via-proxy',
    title: 'A private module is asked for at the public proxy or checksum database',
    expected: 'the repository itself to be asked for private modules, with credentials',
    fix: (seen) => [
      `go env GOPRIVATE: it is ${goValue(seen, 'GOPRIVATE') || 'unset'}; it must match the path of the module: export GOPRIVATE=example.com/team`,
      'git config --global url."git@HOST:".insteadOf "https://HOST/", or a token in ~/.netrc',
    ],
  },
];

/** Causes of the link `install`, and of `build` where it is the project's modules that do not come. */
export const fetchCauses: Cause[] = FETCHING.map((each) => ({
  id: each.id,
  link: 'install',
  level: 'error',
  title: each.title,
  breaks: true,
  detect: (seen) => {
    const hit = ofInstall(seen, each) ?? ofProject(seen, each);
    return hit ? [hit] : [];
  },
}));

function ofInstall(seen: Case, { id, expected, fix }: Fetching): Hit | undefined {
  const chosen = seen.facts.dlv?.chosen;
  if (chosen?.error?.kind !== id) return undefined;
  return {
    found: `go install of Delve ${chosen.version} failed: ${chosen.error.message}`,
    expected: id === 'module-download-blocked' ? `${expected} for github.com/go-delve/delve` : expected,
    fix: fix(seen, 'github.com/go-delve/delve@latest'),
    evidence: [{ what: 'go install', value: chosen.error.output || chosen.error.message }],
  };
}

/** Modules of the project, by what builds said. A package of ours needs none. */
function ofProject(seen: Case, { id, expected, fix, location }: Fetching): Hit | undefined {
  const told = builds(seen).find(({ text }) => fetchFailure(text) === id);
  if (!told) return undefined;
  const place = location?.(seen) ?? goMod(seen);
  return {
    found: (fetchFailureLine(told.text, id) ?? '').trim().replace(/^go: /, ''),
    expected,
    fix: fix(seen, ''),
    evidence: [{ what: told.what, value: told.text.slice(0, 4_000) }],
    link: 'build',
    ...(place ? { location: place } : {}),
  };
}

/** What speaks of modules: the compiler's complaints and the program's own output are not asked. */
function builds(seen: Case): Said[] {
  const building = failed(seen).filter(({ mode, failure }) => ['debug', 'test'].includes(mode) && failure.phase === 'listening');
  return [...saidByBuilds(seen), ...saidBySessions(building)]
    .map(({ what, text }) => ({ what, text: text.split('\n').filter(speaksOfModules).join('\n') }))
    .filter(({ text }) => text !== '');
}

/** `go: …`, an import that nothing provides (`main.go:3:8: MODULE@VERSION: …`), or what stands indented below one; no complaint of the compiler. */
function speaksOfModules(line: string): boolean {
  if (/^\S+\.go:\d+/.test(line)) return /@v\d|invalid proxy URL|unrecognized import path|GOPROXY=off/.test(line);
  return /^(?:go: |verifying |SECURITY ERROR|\s)/.test(line);
}

function goMod({ facts: { project } }: Case): Location | undefined {
  return project?.goMod ? { file: project.goMod.file, line: 1 } : undefined;
}
