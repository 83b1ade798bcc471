import { goVersion } from '../causes/cause.js';
import { blocker } from '../causes/index.js';
import { verdictOf } from '../gate/verdict.js';
import type { BuildFacts, Facts, SessionFacts, TargetFacts, UserModeFacts } from '../model/facts.js';
import type { Policy } from '../model/policy.js';
import type { CheckResult, Finding, Origin, Report } from '../model/report.js';
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
  origin?: Origin;
  wants: (section: Section) => boolean;
  ms: number;
}

/** Puts a report together, and derives the verdict: could not check is never pass. */
export function assemble(parts: Parts): Report {
  const { facts, findings, policy } = parts;
  const here = `${facts.host.os}/${facts.host.arch}`;
  const wanted = policy.targets.length > 0 ? [...new Set(policy.targets)] : [here];
  const checks = wanted.includes(here) ? [...sections(parts, here), ...sessions(parts, here)] : envAlone(parts, here);
  for (const target of parts.wants('smoke') ? wanted.filter((each) => each !== here) : []) checks.push(...targetChecks(parts, target));
  const { host } = facts;
  return withoutSecrets({
    schema: REPORT_SCHEMA,
    verdict: verdictOf(findings, checks, parts.policy),
    target: wanted.join(', '),
    ...(parts.origin ? { origin: parts.origin } : {}),
    host: { os: host.os, arch: host.arch, kernel: host.kernel, ...(host.distribution ? { distribution: host.distribution } : {}) },
    policy: { file: parts.policyFile, sha256: parts.sha256, base: null },
    findings,
    checks,
    facts,
    versions: {
      'delve-gate': parts.version,
      go: goVersion({ facts }) || null,
      dlv: versionOfDlv(facts),
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

/** This machine is no target: its dlv and what it could debug are nobody's concern, its Go is. */
function envAlone(parts: Parts, here: string): CheckResult[] {
  return sections({ ...parts, wants: (section) => section === 'env' && parts.wants(section) }, here);
}

/** The dlv of this machine, or that of the first target. */
function versionOfDlv({ dlv, targets }: Facts): string | null {
  return [dlv?.chosen, ...targets.map((each) => each.dlv)].find((each) => each?.path)?.version ?? null;
}

/** What was tried on a target that is not this machine. */
function targetChecks({ facts, findings, policy, skipped }: Parts, target: string): CheckResult[] {
  const seen = facts.targets.find((each) => each.target === target);
  const early = skipped.get('smoke') ?? skipped.get('dlv') ?? 'not tried';
  if (!seen) return policy.smoke.modes.map((mode) => ({ name: `smoke/${mode}`, target, status: 'skipped', reason: early, ms: 0 }));
  const reason = seen.failure?.message;
  const result: CheckResult[] = [];
  if (seen.how === 'guest') {
    const { ms, phases } = seen;
    result.push({
      name: 'guest',
      target,
      status: reason === undefined ? 'pass' : failed(seen),
      ...(reason === undefined ? {} : { reason }),
      ms,
      phases,
    });
  } else if (seen.userMode) result.push(userModeCheck(seen, seen.userMode));
  else if (failed(seen) === 'error') result.push({ name: 'target', target, status: 'error', reason: reason ?? 'not tried', ms: seen.ms });
  if (seen.dlv?.path) result.push({ name: 'dlv', target, status: 'pass', ms: 0 });
  else if (seen.dlv) result.push({ name: 'dlv', target, status: 'fail', reason: seen.dlv.error?.message ?? 'no dlv', ms: 0 });
  result.push(...builds(seen.builds, target), ...seen.sessions.map((session) => sessionCheck(session, target)));
  const cause = findings.find((each) => each.target === target && each.level === 'error');
  const why = cause ? because(cause) : (reason ?? 'not tried');
  const untried = policy.smoke.modes.filter((mode) => !seen.sessions.some((session) => session.mode === mode));
  return [...result, ...untried.map((mode) => ({ name: `smoke/${mode}`, target, status: 'skipped' as const, reason: why, ms: 0 }))];
}

/** A check that broke is told by no cause, so it must not count as one that failed. */
function failed({ failure }: TargetFacts): 'fail' | 'error' {
  return failure?.kind === 'internal' || failure?.kind === 'aborted' ? 'error' : 'fail';
}

/** What user-mode emulation can prove: every program's file is what it should be, and ours starts. */
function userModeCheck(seen: TargetFacts, { starts, programs }: UserModeFacts): CheckResult {
  const { target, failure, ms } = seen;
  const row = { name: 'user-mode', target, ms };
  if (failure) return { ...row, status: failed(seen), reason: failure.message };
  const wrong = programs.find(({ header, dwarf }) => header !== target || dwarf === false);
  if (wrong) {
    const what = wrong.header === target ? 'without debug information' : `a program for ${wrong.header}`;
    return { ...row, status: 'fail', reason: `${wrong.subject} is ${what}` };
  }
  return starts ? { ...row, status: 'pass' } : { ...row, status: 'skipped', reason: 'nothing was built that could be started' };
}

function sections({ findings, skipped, wants, facts, policy }: Parts, target: string): CheckResult[] {
  const result: CheckResult[] = [];
  for (const section of ['env', 'dlv'] as const) {
    if (!wants(section) && !(section === 'dlv' && wants('smoke'))) continue;
    const finding = findings.find(
      (each) => each.level === 'error' && each.target === undefined && SECTION_LINKS[section].includes(each.link),
    );
    const reason = skipped.get(section);
    if (finding) result.push({ name: section, target, status: 'fail', reason: `${finding.cause}: ${finding.found}`, ms: 0 });
    else if (reason) result.push({ name: section, target, status: 'skipped', reason, ms: 0 });
    else if (section === 'dlv' && !facts.dlv?.chosen?.path)
      result.push({ name: section, target, status: 'error', reason: facts.dlv?.chosen?.error?.message ?? 'no dlv', ms: 0 });
    else result.push({ name: section, target, status: 'pass', ms: 0 });
  }
  if (wants('smoke') && policy.smoke.modes.length > 0) result.push(...builds(facts.builds, target));
  return result;
}

function builds(all: readonly BuildFacts[], target: string): CheckResult[] {
  return all.map((build) => {
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

function sessionCheck(session: SessionFacts, target: string): CheckResult {
  return {
    name: `smoke/${session.mode}`,
    subject: session.subject,
    target,
    status: session.status,
    ...(session.status === 'pass' ? {} : { reason: session.reason ?? session.failure?.message ?? 'no reason given' }),
    ms: session.ms,
    phases: session.phases,
  };
}

function sessions({ facts, wants, skipped, policy, findings }: Parts, target: string): CheckResult[] {
  if (!wants('smoke')) return [];
  const tried = facts.sessions.map((session) => sessionCheck(session, target));
  const untried = policy.smoke.modes.filter((mode) => !facts.sessions.some((session) => session.mode === mode));
  const here = findings.filter((each) => each.target === undefined);
  const cause = blocker(here, 'launch') ?? here.find((each) => each.level === 'error');
  const reason = skipped.get('smoke') ?? (cause ? because(cause) : 'not tried');
  return [...tried, ...untried.map((mode) => ({ name: `smoke/${mode}`, target, status: 'skipped' as const, reason, ms: 0 }))];
}
