import { goVersion } from '../causes/cause.js';
import { blocker } from '../causes/index.js';
import type { BuildFacts, Facts } from '../model/facts.js';
import type { Policy } from '../model/policy.js';
import type { CheckResult, Finding, Report, Verdict } from '../model/report.js';
import { REPORT_SCHEMA, withoutCredentials } from '../model/seen.js';
import { SECTION_LINKS, type Section } from './sections.js';

export interface Parts {
  facts: Facts;
  findings: Finding[];
  policy: Policy;
  /** Sections that were not tried, with the reason. */
  skipped: ReadonlyMap<Section, string>;
  policyFile: string | null;
  sha256: string | null;
  version: string;
  wants: (section: Section) => boolean;
  ms: number;
}

/** Puts a report together, and derives the verdict: could not check is never pass. */
export function assemble(parts: Parts): Report {
  const { facts, findings } = parts;
  const target = `${facts.host.os}/${facts.host.arch}`;
  const checks = [...sections(parts, target), ...sessions(parts, target)];
  const { host } = facts;
  return withoutSecrets({
    schema: REPORT_SCHEMA,
    verdict: verdictOf(findings, checks, parts.policy),
    target,
    host: { os: host.os, arch: host.arch, kernel: host.kernel, ...(host.distribution ? { distribution: host.distribution } : {}) },
    policy: { file: parts.policyFile, sha256: parts.sha256, base: null },
    findings,
    checks,
    facts,
    versions: {
      'delve-gate': parts.version,
      go: goVersion({ facts }) || null,
      dlv: facts.dlv?.chosen?.path ? facts.dlv.chosen.version : null,
      node: process.version,
    },
    ms: Math.round(parts.ms),
  });
}

/** What a tool printed can quote a URL with its password. */
function withoutSecrets<T>(value: T): T {
  if (typeof value === 'string') return withoutCredentials(value) as T;
  if (Array.isArray(value)) return value.map(withoutSecrets) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutSecrets(each)])) as T;
}

/** `error` when something could not be checked and no finding says why. */
export function verdictOf(findings: readonly Finding[], checks: readonly CheckResult[], policy: Policy): Verdict {
  if (findings.some((finding) => finding.level === 'error')) return 'fail';
  const optional = new Set(policy.smoke.optional.map((mode) => `smoke/${mode}`));
  const unproved = checks.filter((check) => check.status !== 'pass' && !(check.status === 'skipped' && optional.has(check.name)));
  // A failed check whose finding the policy turned down to a warning is accepted; one that was not tried, or broke, is not.
  return unproved.some((check) => check.status !== 'fail') ? 'error' : 'pass';
}

function sections({ findings, skipped, wants, facts, policy }: Parts, target: string): CheckResult[] {
  const result: CheckResult[] = [];
  for (const section of ['env', 'dlv'] as const) {
    if (!wants(section) && !(section === 'dlv' && wants('smoke'))) continue;
    const finding = findings.find((each) => each.level === 'error' && SECTION_LINKS[section].includes(each.link));
    const reason = skipped.get(section);
    if (finding) result.push({ name: section, target, status: 'fail', reason: `${finding.cause}: ${finding.found}`, ms: 0 });
    else if (reason) result.push({ name: section, target, status: 'skipped', reason, ms: 0 });
    else if (section === 'dlv' && !facts.dlv?.chosen?.path)
      result.push({ name: section, target, status: 'error', reason: facts.dlv?.chosen?.error?.message ?? 'no dlv', ms: 0 });
    else result.push({ name: section, target, status: 'pass', ms: 0 });
  }
  if (wants('smoke') && policy.smoke.modes.length > 0) result.push(...builds(facts, target));
  return result;
}

function builds(facts: Facts, target: string): CheckResult[] {
  return facts.builds.map((build) => {
    const problem = buildProblem(build);
    return {
      name: 'build',
      subject: build.subject,
      target,
      status: problem === undefined ? 'pass' : 'fail',
      ...(problem === undefined ? {} : { reason: problem }),
      ms: build.ms,
    };
  });
}

function buildProblem({ ok, output, binary }: BuildFacts): string | undefined {
  if (!ok) return output.split('\n')[0] || 'go build failed';
  if (binary?.format === 'unknown') return 'what was built is no program';
  return binary?.debugInfo === false ? 'what was built has no debug information' : undefined;
}

/** Why a part was not tried. */
export function because(finding: Finding): string {
  return `not tried, since ${finding.cause} (${finding.link}) breaks it`;
}

function sessions({ facts, wants, skipped, policy, findings }: Parts, target: string): CheckResult[] {
  if (!wants('smoke')) return [];
  const tried: CheckResult[] = facts.sessions.map((session) => ({
    name: `smoke/${session.mode}`,
    subject: session.subject,
    target,
    status: session.status,
    ...(session.status === 'pass' ? {} : { reason: session.reason ?? session.failure?.message ?? 'no reason given' }),
    ms: session.ms,
    phases: session.phases,
  }));
  const untried = policy.smoke.modes.filter((mode) => !facts.sessions.some((session) => session.mode === mode));
  const cause = blocker(findings, 'launch') ?? findings.find((each) => each.level === 'error');
  const reason = skipped.get('smoke') ?? (cause ? because(cause) : 'not tried');
  return [...tried, ...untried.map((mode) => ({ name: `smoke/${mode}`, target, status: 'skipped' as const, reason, ms: 0 }))];
}
