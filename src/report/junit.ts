import type { Link } from '../model/chain.js';
import type { CheckResult } from '../model/report.js';
import { HOME, type Issue, issuesOf } from './issue.js';
import type { Result } from './result.js';
import { brief, shorten, xml } from './sanitize.js';

interface Case {
  name: string;
  /** Its last part, behind the last dot, is what readers take for the class. */
  classname: string;
  ms: number;
  outcome?: { kind: 'failure' | 'error' | 'skipped'; type: string; message: string; text: string };
}

interface Suite {
  name: string;
  cases: Case[];
  /** What was found and fails nothing. */
  notes: Issue[];
}

/**
 * Bytes of what is told of findings, in all, for the same one is told in each leg that has it: GitLab takes files of less than 30 MB.
 * https://docs.gitlab.com/ci/testing/unit_test_reports/#file-format-and-size-limits
 */
const MOST_TEXT = 20_000_000;

/**
 * The result as JUnit XML, as Jenkins' xUnit plugin and Windy Road's schema of Ant's format describe it: a suite for each leg (of a check
 * for each target), a case for each check, and a suite for the verdict itself, with what the gate has against the legs.
 * A check that failed and that the policy accepts is skipped: what passes has nothing red in it.
 */
export function junit(result: Result): string {
  const { issues, suites } = legSuites(result);
  const all = [...suites, verdictSuite(result, issues)];
  const writer = new Writer(result);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    ...all.map((suite, id) => writer.suite(suite, id)),
    '</testsuites>',
    '',
  ].join('\n');
}

/** The suites of legs or targets, and the issues that belong to none of them. */
function legSuites(result: Result): { suites: Suite[]; issues: Issue[] } {
  const groups = new Map<string, { check: CheckResult; made: Case }[]>();
  for (const check of result.checks) {
    const name = check.leg ?? check.target;
    const made = caseOf(check, result.verdict);
    const group = groups.get(name);
    if (group) group.push({ check, made });
    else groups.set(name, [{ check, made }]);
  }
  const suites = new Map(
    [...groups].map(([name, all]): [string, Suite] => [name, { name, cases: all.map(({ made }) => made), notes: [] }]),
  );
  const issues = issuesOf(result).filter((issue) => {
    const names = homesOf(issue, result, groups);
    for (const name of names) place(issue, suites.get(name) as Suite, groups.get(name) ?? []);
    return names.length === 0;
  });
  return { suites: [...suites.values()], issues };
}

/** The suites that an issue is told in. What is wrong with the machine of a check is told of its first target. */
function homesOf({ finding }: Issue, { kind }: Result, groups: ReadonlyMap<string, unknown>): string[] {
  if (finding.link === 'gate') return [];
  const names = kind === 'gate' ? finding.legs : [finding.target ?? [...groups.keys()][0] ?? ''];
  return names.filter((name) => groups.has(name));
}

/** The links that the checks of a name prove. */
const PROVES = new Map<string, readonly Link[]>([
  ['env', ['host', 'go', 'env', 'toolchain']],
  ['dlv', ['install', 'dlv']],
  ['guest', ['host']],
  ['user-mode', ['host', 'launch']],
  ['build', ['build']],
  ['smoke', ['launch', 'attach', 'breakpoint', 'detach']],
]);

/** Tells an error in the cases that failed by it; in one of its own when there is none. */
function place(issue: Issue, suite: Suite, all: readonly { check: CheckResult; made: Case }[]): void {
  const { finding, cause } = issue;
  if (finding.level !== 'error') {
    suite.notes.push(issue);
    return;
  }
  const failed = all.filter(({ check, made }) => {
    const links: readonly string[] = PROVES.get(check.name.replace(/\/.*/, '')) ?? [];
    const here = finding.target === undefined || finding.target === check.target;
    return here && made.outcome !== undefined && made.outcome.kind !== 'skipped' && links.includes(finding.link);
  });
  for (const { made } of failed) if (made.outcome) made.outcome = { ...made.outcome, text: `${made.outcome.text}\n\n${headed(issue)}` };
  if (failed.length === 0)
    suite.cases.push({
      name: `finding ${cause}`,
      classname: `delve-gate.${suite.name}`,
      ms: 0,
      outcome: { kind: 'failure', type: cause, message: issue.title, text: headed(issue) },
    });
}

function caseOf(check: Result['checks'][number], verdict: Result['verdict']): Case {
  const { name, subject, leg, target, status, reason = status, ms } = check;
  const classname = ['delve-gate', leg, target].filter(Boolean).join('.');
  const base = { name: subject ? `${name} ${subject}` : name, classname, ms };
  if (status === 'pass') return base;
  const told = { type: name, message: reason, text: brief(reason, 4000) };
  if (status === 'error') return { ...base, outcome: { ...told, kind: 'error' } };
  if (status === 'fail' && verdict !== 'pass') return { ...base, outcome: { ...told, kind: 'failure' } };
  const message = status === 'fail' ? `failed, and the policy accepts it: ${reason}` : reason;
  return { ...base, outcome: { ...told, kind: 'skipped', message, text: brief(message, 4000) } };
}

/** The verdict as a case, so that nothing that is no pass can look like one; before it, what belongs to no leg. */
function verdictSuite({ kind, verdict, ms }: Result, issues: readonly Issue[]): Suite {
  const classname = `delve-gate.${kind}`;
  const bad = verdict === 'error' ? 'error' : 'failure';
  const cases = issues
    .filter(({ finding }) => finding.level === 'error')
    .map((issue): Case => {
      const outcome = { kind: bad, type: issue.cause, message: issue.title, text: headed(issue) } as const;
      return { name: issue.cause, classname, ms: 0, outcome };
    });
  const outcome = { kind: bad, type: 'verdict', message: `the verdict is ${verdict}`, text: `more: ${HOME}` } as const;
  cases.push({ name: 'verdict', classname, ms, ...(verdict === 'pass' ? {} : { outcome }) });
  return { name: kind, cases, notes: issues.filter(({ finding }) => finding.level !== 'error') };
}

/** No line of it begins with a word that somebody else chose. */
function headed({ finding, cause, title, text }: Issue): string {
  return `${finding.level} ${cause}: ${title}\n${text}`;
}

/** Suites and cases as XML. */
class Writer {
  private room = MOST_TEXT;
  /** How often each name was taken: readers keep one case of a name, in whichever suite it is. */
  private readonly names = new Map<string, number>();

  constructor(private readonly result: Result) {}

  suite({ name, cases, notes }: Suite, id: number): string {
    const { at, version, verdict, commit } = this.result;
    const count = (kind: string) => cases.filter(({ outcome }) => outcome?.kind === kind).length;
    const about = attributes({
      id: String(id),
      name: token(name),
      package: 'delve-gate',
      timestamp: timestamp(at),
      hostname: 'localhost',
      tests: String(cases.length),
      failures: String(count('failure')),
      errors: String(count('error')),
      // Windy Road's older schema does not know it.
      skipped: count('skipped') > 0 ? String(count('skipped')) : undefined,
      time: seconds(cases.reduce((sum, { ms }) => sum + ms, 0)),
    });
    const properties = Object.entries({ version, verdict, ...(commit ? { commit } : {}) });
    return [
      `  <testsuite${about}>`,
      '    <properties>',
      ...properties.map(([key, value]) => `      <property name="${key}" value="${xml(shorten(value, 200))}"/>`),
      '    </properties>',
      ...cases.map((each) => this.case(each)),
      `    <system-out>${notes.map((note) => this.told(headed(note))).join('\n\n')}</system-out>`,
      '    <system-err></system-err>',
      '  </testsuite>',
    ].join('\n');
  }

  private case({ name, classname, ms, outcome }: Case): string {
    const open = `    <testcase${attributes({ name: this.unique(token(classname), token(name)), classname: token(classname), time: seconds(ms) })}`;
    if (!outcome) return `${open}/>`;
    const { kind, type, message, text } = outcome;
    const about = attributes({ ...(kind === 'skipped' ? {} : { type: token(type) }), message: brief(message, 500) });
    return `${open}>\n      <${kind}${about}>${this.told(text)}</${kind}>\n    </testcase>`;
  }

  private unique(classname: string, name: string): string {
    const key = JSON.stringify([classname, name]);
    const before = this.names.get(key) ?? 0;
    this.names.set(key, before + 1);
    return before === 0 ? name : `${name} (${before + 1})`;
  }

  private told(text: string): string {
    const escaped = xml(text, true);
    this.room -= Buffer.byteLength(escaped);
    return this.room < 0 ? 'told in the report file (JSON)' : escaped;
  }
}

function attributes(values: Record<string, string | undefined>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${xml(value)}"`))
    .join('');
}

/** A name: on one line, with single blanks, and not empty. */
function token(value: string): string {
  return brief(value, 300).replace(/ +/g, ' ').trim() || '-';
}

/** Seconds as a decimal number, without an exponent, for a report may say anything. */
function seconds(ms: number): string {
  return (Math.min(Math.max(ms, 0), 1e12) / 1000).toFixed(3);
}

/** Without a zone, which is UTC. */
function timestamp(at: string | null): string | undefined {
  return at === null ? undefined : /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(at)?.[0];
}
