import { expect, test } from '@jest/globals';
import { judge } from '../../../src/causes/index.js';
import { assemble } from '../../../src/commands/assemble.js';
import type { TargetFacts } from '../../../src/model/facts.js';
import { Policy } from '../../../src/model/policy.js';
import { healthy } from '../../support/facts.js';

type Programs = NonNullable<TargetFacts['userMode']>['programs'];

/** The report of a policy that takes user-mode emulation for enough: it asks for no mode. */
function reportOf(more: Partial<TargetFacts>) {
  const target: TargetFacts = {
    target: 'linux/arm64',
    how: 'user',
    because: '',
    experimental: '',
    guest: null,
    dlv: null,
    builds: [],
    sessions: [],
    phases: {},
    ms: 5,
    notes: [],
    failure: null,
    ...more,
  };
  const facts = { ...healthy(), builds: [], sessions: [], targets: [target] };
  const policy = Policy.parse({ version: 1, emulation: { mode: 'user' }, smoke: { modes: [] }, targets: ['linux/arm64'] });
  const findings = judge({ facts, policy, policyAt: () => undefined });
  const wants = () => true;
  const report = assemble({ facts, findings, policy, policyFile: null, skipped: new Map(), sha256: null, version: '0', wants, ms: 1 });
  const { status, reason } = report.checks.find((check) => check.target === 'linux/arm64') ?? {};
  return { verdict: report.verdict, status, ...(reason === undefined ? {} : { reason }) };
}

const program = (more: Partial<Programs[number]> = {}): Programs[number] => ({
  subject: 'ours',
  header: 'linux/arm64',
  go: 'go1.26.8',
  buildId: 'x',
  dwarf: true,
  ...more,
});
const userMode = (starts: boolean | null, programs = [program()]): Partial<TargetFacts> => ({ userMode: { qemu: null, starts, programs } });

test.each<[string, Partial<TargetFacts>, object]>([
  ['that proves all it can', userMode(true), { verdict: 'pass', status: 'pass' }],
  [
    'of a file without debug information',
    userMode(true, [program({ dwarf: false })]),
    { status: 'fail', reason: 'ours is without debug information' },
  ],
  [
    'of a file for another platform',
    userMode(true, [program(), program({ subject: 'user', header: 'linux/amd64' })]),
    { status: 'fail', reason: 'user is a program for linux/amd64' },
  ],
  [
    'that does not start anything',
    { ...userMode(false), failure: { kind: 'emulated-start-failed', message: 'm', output: '' } },
    { verdict: 'fail', status: 'fail', reason: 'm' },
  ],
  ['with nothing to start', userMode(null, []), { verdict: 'error', status: 'skipped' }],
  [
    'that was stopped',
    { ...userMode(null, []), failure: { kind: 'aborted', message: 'stopped from outside', output: '' } },
    { verdict: 'error', status: 'error' },
  ],
  [
    'that broke before it began',
    { how: 'none', failure: { kind: 'internal', message: 'a bug', output: '' } },
    { verdict: 'error', status: 'error', reason: 'a bug' },
  ],
])('user-mode emulation %s', (_, facts, expected) => {
  expect(reportOf(facts)).toMatchObject(expected);
});
