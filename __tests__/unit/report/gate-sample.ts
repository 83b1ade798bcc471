import type { GateFinding, GateLeg, GateReport } from '../../../src/model/gate.js';
import { check, finding } from './sample.js';

/** A finding of a gate, with what a test adds. */
export function gateFinding(more: Partial<GateFinding> = {}): GateFinding {
  return { ...finding(), legs: ['linux-arm64'], apart: [], ...more };
}

/** A leg of a gate, with what a test adds. */
export function leg(more: Partial<GateLeg> = {}): GateLeg {
  const targets = more.targets ?? 'linux/amd64';
  const all = ['env', 'dlv', 'build', 'smoke/exec', 'smoke/attach'];
  return {
    name: targets.replaceAll('/', '-'),
    targets,
    how: 'native',
    go: '',
    verdict: 'pass',
    versions: { go: 'go1.26.8', dlv: '1.27.2' },
    checks: targets.split(' ').flatMap((target) => all.map((name) => check({ name, target, ms: 12 }))),
    ms: 1200,
    ...more,
  };
}

/** A gate over two legs that passed, with what a test adds. */
export function gateReport(more: Partial<GateReport> = {}): GateReport {
  return {
    schema: 'delve-gate/gate/1',
    verdict: (more.findings ?? []).some(({ level }) => level === 'error') ? 'fail' : 'pass',
    version: '0.1.0',
    commit: '0123456789abcdef0123456789abcdef01234567',
    run: '7',
    policy: { file: 'delve-gate.yml', sha256: 'a'.repeat(64) },
    legs: [leg(), leg({ targets: 'linux/arm64' })],
    findings: [],
    fixed: null,
    ms: 40,
    ...more,
  };
}
