import { HOME, type Issue, issuesOf, type Place, textAt } from './issue.js';
import type { Result } from './result.js';
import { brief, json, shorten } from './sanitize.js';
import { ruleOf } from './sarif-rule.js';

/** Results that GitHub shows of a run, of the 25,000 that it takes. https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning#validating-your-sarif-file */
const MOST_RESULTS = 5000;
/** GitHub takes 10 MB after gzip, which at worst makes nothing smaller; what is not a rule or a result has the rest. */
const MOST_BYTES = 9_000_000;
const MOST_NOTIFICATIONS = 100;
const MOST_LEGS = 256;

/**
 * The result as SARIF 2.1.0, for code scanning. A fix is told in the message and in the rule's help; it is no SARIF `fix`, which is a change
 * of a file: what mends a finding is a command, or a change whose text we do not know.
 */
export function sarif(result: Result): string {
  const { rules, results, left } = collect(issuesOf(result), result.anchor);
  const run = {
    tool: { driver: { name: 'delve-gate', version: result.version, semanticVersion: result.version, informationUri: HOME, rules } },
    automationDetails: { id: `delve-gate/${result.kind}${result.kind === 'check' ? `/${slug(result.name)}` : ''}/` },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'the root of the repository' } } },
    invocations: [invocation(result, left)],
    results,
  };
  return `${json({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] })}\n`;
}

/** Rules and results, the gravest first, as many as GitHub takes and shows; a last result counts what is left out. */
function collect(issues: readonly Issue[], anchor: string): { rules: object[]; results: object[]; left: number } {
  const rules: object[] = [];
  const indexes = new Map<string, number>();
  const results: object[] = [];
  const shared = sharedLines(issues);
  let room = MOST_BYTES;
  for (const [at, issue] of issues.entries()) {
    const known = indexes.get(issue.cause);
    const rule = known === undefined ? ruleOf(issue) : undefined;
    const made = resultOf(issue, known ?? rules.length, shared.has(lineOf(issue)));
    room -= size(made) + (rule ? size(rule) : 0);
    if (room < 0 || (results.length === MOST_RESULTS - 1 && at < issues.length - 1)) {
      const left = issues.slice(at);
      results.push(more(left, indexes.get(MORE.id) ?? rules.push(MORE) - 1, anchor));
      return { rules, results, left: left.length };
    }
    if (rule) {
      indexes.set(issue.cause, rules.length);
      rules.push(rule);
    }
    results.push(made);
  }
  return { rules, results, left: 0 };
}

function size(value: object): number {
  return Buffer.byteLength(json(value));
}

function resultOf(issue: Issue, ruleIndex: number, shared: boolean): object {
  const { finding, cause, title, place, fingerprint } = issue;
  const { level, change, link, legs, target, confidence, consequences } = finding;
  return {
    ruleId: cause,
    ruleIndex,
    level,
    message: { text: unlinked(`${title}.\n${textAt(issue)}`) },
    locations: [locationOf(place)],
    partialFingerprints: { 'delveGate/v1': fingerprint, ...(shared ? { primaryLocationLineHash: fingerprint } : {}) },
    ...(change ? { baselineState: change } : {}),
    properties: {
      link,
      confidence,
      ...(target === undefined ? {} : { target: word(target) }),
      ...(legs.length > 0 ? { legs: legs.slice(0, MOST_LEGS).map(word) } : {}),
      ...(consequences.length > 0 ? { consequences: consequences.slice(0, 100).map(word) } : {}),
    },
  };
}

/**
 * Of a result at a line upload-sarif makes the fingerprint itself, from the text of the line, and warns of any other. Where it cannot, or
 * where that one would make one alert of several results, it is ours. https://github.com/github/codeql-action/issues/4052
 */
function sharedLines(issues: readonly Issue[]): Set<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const issue of issues) {
    const line = lineOf(issue);
    if (seen.has(line) || issue.place.line === undefined) shared.add(line);
    seen.add(line);
  }
  return shared;
}

function lineOf({ cause, place }: Issue): string {
  return JSON.stringify([cause, place.file, place.line ?? null]);
}

/** A place without a line is the whole file. */
function locationOf({ file, line, column, endLine, endColumn }: Place): object {
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file), uriBaseId: '%SRCROOT%' },
      ...(line === undefined ? {} : { region }),
    },
  };
}

/** A path as a relative URI. What is no character, half of a pair, cannot be in one. */
function uriOf(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

/** In a message `[text](address)` is a link. */
function unlinked(text: string): string {
  return text.replaceAll('](', '] (');
}

const MORE = {
  id: 'more-findings',
  name: 'MoreFindings',
  shortDescription: { text: 'There are more findings than are shown here' },
  fullDescription: { text: 'There are more findings than GitHub takes or shows. All of them are in the report file (JSON).' },
  help: { text: 'Mend the gravest findings first; all of them are in the report file (JSON).' },
  helpUri: `${HOME}/blob/main/docs/outputs.md`,
  defaultConfiguration: { level: 'warning' },
  properties: { tags: ['debugging', 'delve'], 'problem.severity': 'warning' },
};

function more(left: readonly Issue[], ruleIndex: number, anchor: string): object {
  return {
    ruleId: MORE.id,
    ruleIndex,
    level: left[0]?.finding.level ?? MORE.defaultConfiguration.level,
    message: { text: `+${left.length} more findings, in the report file (JSON).` },
    locations: [locationOf({ file: anchor })],
    partialFingerprints: { 'delveGate/v1': MORE.id, primaryLocationLineHash: MORE.id },
  };
}

/** Whether everything could be checked, and what could not. */
function invocation({ verdict, commit, checks }: Result, left: number): object {
  const open = checks.filter(({ status }) => status === 'error' || status === 'skipped');
  const notifications = open.slice(0, MOST_NOTIFICATIONS).map(({ leg, target, name, status, reason = status }) => {
    const what = [leg, target, name].flatMap((each) => (each ? [word(each)] : [])).join(' ');
    return { level: status === 'error' ? 'error' : 'note', message: { text: unlinked(`${what}: ${brief(reason, 1000)}`) } };
  });
  const cut = (count: number, what: string) => (count > 0 ? [{ level: 'warning', message: { text: `+${count} more ${what}` } }] : []);
  return {
    executionSuccessful: verdict !== 'error',
    toolExecutionNotifications: [
      ...notifications,
      ...cut(open.length - notifications.length, 'checks were not tried, or broke'),
      ...cut(left, 'findings'),
    ],
    properties: { verdict, commit: commit && word(commit), legs: legsOf(checks) },
  };
}

/** How many checks of each leg passed, failed, were skipped or broke; of a check it is empty. */
function legsOf(checks: Result['checks']): object[] {
  const legs = new Map<string, Record<Result['checks'][number]['status'], number>>();
  for (const { leg, status } of checks) {
    if (leg === undefined) continue;
    const counts = legs.get(leg) ?? { pass: 0, fail: 0, skipped: 0, error: 0 };
    counts[status]++;
    legs.set(leg, counts);
  }
  return [...legs].slice(0, MOST_LEGS).map(([name, counts]) => ({ name: word(name), ...counts }));
}

function word(value: string): string {
  return brief(value, 200);
}

/** What can be part of a category: it is written into addresses. */
function slug(name: string): string {
  return shorten(name.replace(/[^\w.-]+/g, '-'), 100) || '-';
}
