import { errorIn } from '../../model/seen.js';
import { type Case, describeOrigin, type Hit, locationOf, originOf, placeText, unset } from '../cause.js';

/** Values that Go accepts from its file without a word, and that no build survives. */
const ONE_OF: Record<string, RegExp> = {
  CGO_ENABLED: /^[01]$/,
  GOAMD64: /^v[1-4]$/,
  GO386: /^(sse2|softfloat)$/,
  GOFIPS140: /^(off|latest|inprocess|certified|v\d.*)$/,
};

/** Go splits these by its own rules of quoting; in all others a quote is part of the value (cmd/internal/quoted). */
const MAY_QUOTE = /^(GOFLAGS|GOGCCFLAGS|CGO_\w*FLAGS|CC|CXX|AR|FC|PKG_CONFIG|GCCGO|GOAUTH|GOCACHEPROG)$/;

function problemOfLine(name: string, value: string): string | undefined {
  if (value.endsWith('\r')) return 'ends with a carriage return, which becomes part of the value: the file has Windows line ends';
  if (/^(["']).*\1$/.test(value) && !MAY_QUOTE.test(name)) return `is ${value}, and the quotes become part of the value`;
  const allowed = ONE_OF[name];
  return allowed && value !== '' && !allowed.test(value) ? `is "${value}", which is no value of ${name}` : undefined;
}

/** Lines of the GOENV file that are in force and break builds: the first of them, or the one that the go command refused. */
export function brokenLines(seen: Case): Hit[] {
  const { go } = seen.facts;
  const file = go?.goenv.path;
  if (!go || !file) return [];
  const hits: Hit[] = [];
  for (const { line, name, value } of go.goenv.lines) {
    const inForce = go.origins[name]?.source === 'go-env-w' && go.origins[name]?.place?.line === line;
    if (!inForce) continue;
    const problem = problemOfLine(name, value);
    if (!problem) continue;
    hits.push({
      found: `${name} in ${placeText({ file, line })} ${problem}`,
      expected: `a value that ${name} can have`,
      fix: value.endsWith('\r') ? [`tr -d '\\r' < ${file} > ${file}.new && mv ${file}.new ${file}`] : [`go env -u ${name}`],
      evidence: [{ what: placeText({ file, line }), value: `${name}=${value}` }],
      location: { file, line },
    });
  }
  const refused = hits.length === 0 ? refusedVariable(seen) : undefined;
  return refused && originOf(seen, refused)?.source === 'go-env-w' ? [refusal(seen, refused)] : hits.slice(0, 1);
}

/** Those that have causes of their own, which say more. */
const TOLD_ELSEWHERE = /^(GOROOT|GOTOOLCHAIN|GOFLAGS|GOPATH|GOCACHE|GOMODCACHE|GOBIN|GOCACHEPROG|GOOS|GOARCH)$/;

/**
 * The variable that somebody set, and that `go env` names when it fails: "unknown GOEXPERIMENT x", "invalid GOARM64: …",
 * "unknown environment setting GO111MODULE=x" (cmd/go, internal/buildcfg).
 */
export function refusedVariable(seen: Case): string | undefined {
  const error = errorIn(seen.facts.go?.env);
  if (error === undefined) return undefined;
  const named = new Set(error.match(/\b[A-Z][A-Z0-9_]+\b/g));
  if (/^(?:go: )?creating work dir: /m.test(error)) named.add('GOTMPDIR');
  return Object.entries(seen.facts.go?.origins ?? {})
    .filter(([, { source }]) => source === 'environment' || source === 'go-env-w')
    .map(([name]) => name)
    .find((name) => named.has(name) && !TOLD_ELSEWHERE.test(name));
}

/** What is told of a variable that the go command refused. */
export function refusal(seen: Case, name: string): Hit {
  const error = errorIn(seen.facts.go?.env) ?? '';
  const origin = originOf(seen, name);
  return {
    found: `${name} is "${origin?.written ?? ''}" (from ${describeOrigin(origin)}): ${error.split('\n')[0]}`,
    expected: `a value that ${name} can have: go env fails, and so does every build`,
    fix: unset(seen, name),
    evidence: [{ what: 'go env -json', value: error }],
    location: locationOf(seen, name),
  };
}
