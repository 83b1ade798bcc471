import type { TargetFacts } from '../model/facts.js';
import type { CheckResult, Report } from '../model/report.js';

/** What a passed check saw, in a few words. */
export function saw(report: Report, check: CheckResult): string {
  const elsewhere = report.facts.targets.find((each) => each.target === check.target);
  const { dlv, sessions } = elsewhere ?? { dlv: report.facts.dlv?.chosen, sessions: report.facts.sessions };
  if (check.name === 'dlv') return dlv ? `${dlv.version} from ${fromWhere(dlv.from)}, proved` : '';
  if (check.name === 'guest') return elsewhere ? guest(elsewhere) : '';
  if (check.name === 'user-mode') return elsewhere ? userMode(elsewhere) : '';
  if (check.name === 'env') return 'nothing that breaks a debug build';
  const session = sessions.find((each) => `smoke/${each.mode}` === check.name && each.subject === check.subject);
  if (!session) return '';
  const count = Object.keys(session.observed.locals ?? {}).length;
  return `stopped in ${session.observed.function}, line ${session.observed.line}; ${count} variable${count === 1 ? '' : 's'} read`;
}

/** The machine that a target ran on. */
function guest({ guest: seen }: TargetFacts): string {
  if (!seen) return '';
  const kernel = seen.running ? `Linux ${seen.running.kernel.split('-')[0]}` : 'no kernel';
  const how = `${seen.resumed ? 'resumed' : 'booted'}${seen.accelerator === 'kvm' ? ' by KVM' : ''}`;
  return `${kernel} ${how}, qemu ${seen.qemu?.version ?? '?'}, ${seen.peakMemory} MiB`;
}

/** What user-mode emulation proved. */
function userMode({ userMode: seen }: TargetFacts): string {
  const qemu = seen?.qemu?.version ? `qemu-user ${seen.qemu.version}` : seen?.qemu?.path;
  const noId = seen?.programs.some(({ buildId }) => buildId === null);
  return `starts under ${qemu}; not debugged${noId ? '; no build id' : ''}`;
}

function fromWhere(from: string | null): string {
  return from === 'cache' ? 'the tool cache' : from === 'path' ? 'PATH' : 'go install';
}

/** What a pass means: without a session that went well nobody knows whether a debugger works. */
export function passed({ checks }: Report): string {
  const debugged = checks.some((check) => check.name.startsWith('smoke/') && check.status === 'pass');
  return debugged ? 'a person can debug here' : 'nothing is wrong with what was looked at; no debug session was asked for';
}

/** The parts of a check by their time, longest ones as seconds; empty for a check without parts. */
export function phasesOf(check: CheckResult): string {
  const parts = Object.entries(check.phases ?? {}).filter(([, ms]) => ms >= 1);
  return parts.map(([name, ms]) => `${name} ${ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`}`).join(' · ');
}

/** How long a check took, in eight characters or less; nothing for what took no time. */
export function duration(ms: number): string {
  if (ms <= 0) return '';
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
