import { describe, expect, test } from '@jest/globals';
import { judge } from '../../../src/causes/index.js';
import type { HostFacts } from '../../../src/model/facts.js';
import { Policy } from '../../../src/model/policy.js';
import { healthy, session } from '../../support/facts.js';

const LAUNCH = 'could not launch process: fork/exec /t: operation not permitted';

function found(host: Partial<HostFacts>, ptrace: Partial<HostFacts['ptrace']> = {}, mode: 'exec' | 'attach' = 'exec') {
  const facts = healthy();
  Object.assign(facts.host, host);
  Object.assign(facts.host.ptrace, ptrace);
  facts.sessions = [session({ mode, failure: { phase: 'session', kind: 'refused', message: LAUNCH, output: '' } })];
  const policy = Policy.parse({ version: 1, smoke: { modes: [mode] } });
  return judge({ facts, policy, policyAt: () => undefined });
}

describe('who refused ptrace', () => {
  const apparmor = 'docker-default (enforce)';
  test.each<[string, Partial<HostFacts>, Partial<HostFacts['ptrace']>, string]>([
    ['a seccomp filter, whatever else', { apparmor, container: 'docker' }, { seccomp: 2 }, 'container-ptrace-denied'],
    ['a container without a filter', { container: 'docker' }, { seccomp: 0 }, 'container-ptrace-denied'],
    ['a profile that enforces, where there is no filter', { apparmor, container: 'docker' }, { seccomp: 0 }, 'apparmor-denied'],
    ['a profile of the machine', { apparmor: 'snap.code.code (enforce)' }, { seccomp: 0 }, 'apparmor-denied'],
    ['not a profile that only complains', { apparmor: 'x (complain)' }, { seccomp: 0 }, 'ptrace-denied-host-policy'],
    ['nothing that can be seen', { apparmor: 'unconfined' }, { seccomp: 0 }, 'ptrace-denied-host-policy'],
    ['a system without /proc', { apparmor: null }, { seccomp: null }, 'container-ptrace-denied'],
    ['yama, when it forbids', { apparmor }, { seccomp: 0, yamaScope: 3 }, 'ptrace-scope-yama'],
  ])('%s', (_, host, ptrace, cause) => {
    expect(found(host, ptrace).map((each) => each.cause)).toEqual([cause]);
  });

  test('is told with the profile, and how it is lifted there', () => {
    const [finding] = found({ apparmor, container: 'docker' }, { seccomp: 0 }, 'attach');
    expect(finding).toMatchObject({ link: 'attach', confidence: 'likely' });
    expect(finding?.found).toContain('under the AppArmor profile docker-default (enforce)');
    expect(finding?.fix).toContain('docker run --security-opt apparmor=unconfined …');
    expect(finding?.evidence).toContainEqual({ what: '/proc/self/attr/current', value: apparmor });
  });
});
