import { describe, expect, test } from '@jest/globals';
import { judge } from '../../../src/causes/index.js';
import type { SessionFacts, TargetFacts } from '../../../src/model/facts.js';
import { Policy } from '../../../src/model/policy.js';
import { healthy, session } from '../../support/facts.js';
import { targetFacts } from '../../support/guest-api.js';

const ARM64 = { target: 'linux/arm64' };
const RISCV64 = { target: 'linux/riscv64' };

/** The findings about targets: level, target, cause and what is listed under it. */
function found(
  targets: Partial<TargetFacts>[],
  policy: Record<string, unknown> = {},
  change?: (facts: ReturnType<typeof healthy>) => void,
) {
  const facts = healthy();
  facts.targets = targets.map(targetFacts);
  change?.(facts);
  return judge({ facts, policy: Policy.parse({ version: 1, ...policy }), policyAt: () => undefined }).map(
    ({ level, target, cause, consequences }) => [level, target ?? 'here', cause, ...consequences].join(' '),
  );
}

const failure = (kind: string) => ({ kind, message: `${kind} of a test`, output: 'last words' });
const failed = (message: string, phase = 'listening', more: Partial<SessionFacts> = {}) =>
  session({ failure: { phase, kind: 'died', message, output: '' }, ...more });

test('a target that went well has no finding', () => {
  expect(found([{ ...ARM64, sessions: [session({})] }, RISCV64])).toEqual([]);
});

describe('what kept a guest from coming up', () => {
  test.each([
    ['qemu-missing', 'qemu-missing'],
    ['qemu-install-failed', 'qemu-install-failed'],
    ['qemu-too-old', 'qemu-too-old'],
    ['qemu-lacks-machine', 'qemu-lacks-machine'],
    ['qemu-broken', 'qemu-crashed'],
    ['qemu-crashed', 'qemu-crashed'],
    ['qemu-out-of-memory', 'host-out-of-memory'],
    ['kernel-unavailable', 'guest-kernel-unavailable'],
    ['kernel-file-missing', 'guest-kernel-file-missing'],
    ['kernel-checksum', 'guest-kernel-checksum'],
    ['kernel-wrong-arch', 'guest-kernel-wrong-arch'],
    ['kernel-not-bootable', 'guest-kernel-not-bootable'],
    ['guest-out-of-memory', 'guest-out-of-memory'],
    ['kernel-panic', 'guest-kernel-panic'],
    ['guest-init-failed', 'guest-init-failed'],
    ['guest-hangs', 'guest-hangs'],
    ['transport-stalled', 'guest-transport-stalled'],
    ['target-not-this-machine', 'target-not-this-machine'],
  ])('%s: %s, once, with its evidence', (kind, cause) => {
    expect(found([{ ...ARM64, failure: failure(kind) }])).toEqual([`error linux/arm64 ${cause}`]);
  });

  test('by the hand of who stopped the run it is no finding', () => {
    expect(found([{ ...ARM64, failure: failure('aborted') }])).toEqual([]);
  });

  test('what came of it stands not beside it', () => {
    const sessions = [failed('no answer from dlv within 30 s', 'hit')];
    expect(found([{ ...ARM64, failure: failure('transport-stalled'), sessions }])).toEqual([
      expect.stringMatching(/^error linux\/arm64 guest-transport-stalled/),
    ]);
  });
});

describe('several targets', () => {
  test('the fault of one does not swallow that of another', () => {
    const stripped = failed('could not open debug info - debuggee must not be built with');
    expect(
      found([
        { ...ARM64, failure: failure('qemu-crashed') },
        { ...RISCV64, sessions: [stripped] },
      ]),
    ).toEqual(['error linux/arm64 qemu-crashed', 'error linux/riscv64 debug-info-stripped']);
  });

  test('the same fault is told of each', () => {
    const both = [ARM64, RISCV64].map((each) => ({ ...each, failure: failure('qemu-missing') }));
    expect(found(both)).toEqual(['error linux/arm64 qemu-missing', 'error linux/riscv64 qemu-missing']);
  });

  test('a session that nobody can explain stands beside a fault of another target', () => {
    expect(
      found([
        { ...ARM64, failure: failure('guest-kernel-panic') },
        { ...RISCV64, sessions: [failed('something that nobody knows')] },
      ]),
    ).toContain('error linux/riscv64 smoke-failed');
  });

  test('what is wrong with Go here explains what comes later there', () => {
    const found_ = found([{ ...ARM64, sessions: [failed('something that nobody knows')] }], {}, (facts) => {
      if (facts.go && 'value' in facts.go.env) facts.go.env.value.GO111MODULE = 'off';
      if (facts.go) facts.go.origins.GO111MODULE = { source: 'environment', written: 'off' };
    });
    expect(found_.filter((each) => each.startsWith('error'))).toEqual(['error here gopath-mode-off']);
  });

  test('what is wrong with the dlv here does not explain what is wrong there', () => {
    const sessions = [failed('something that nobody knows', 'breakpoint')];
    expect(
      found([{ ...ARM64, sessions }], {}, (facts) => {
        facts.sessions = [failed('could not open debug info - debuggee must not be built with')];
      }),
    ).toEqual(['error here debug-info-stripped', 'error linux/arm64 breakpoint-not-hit']);
  });
});

describe('where a target ran', () => {
  const refused = failed('could not launch process: fork/exec /t: operation not permitted');

  test("yama is the guest's", () => {
    const guest = targetFacts().guest as NonNullable<TargetFacts['guest']>;
    const running = { kernel: '6.1.0', arch: 'arm64', memory: 227, cpus: 2, yamaScope: 3 };
    expect(found([{ ...ARM64, sessions: [refused], guest: { ...guest, running } }])).toEqual(['error linux/arm64 ptrace-scope-yama']);
  });

  test("and not this machine's", () => {
    const change = (facts: ReturnType<typeof healthy>) => {
      facts.host.ptrace = { yamaScope: 1, capability: false, seccomp: 0, noNewPrivs: false };
    };
    expect(found([{ ...ARM64, sessions: [session({ mode: 'attach' })] }], { smoke: { modes: ['exec'] } }, change)).toEqual([]);
  });

  test('a mode that is impossible there is an error, unless it is optional', () => {
    const skipped = session({ mode: 'debug', status: 'skipped', reason: 'no toolchain', impossible: true });
    const smoke = { modes: ['exec', 'debug'] };
    expect(found([{ ...ARM64, sessions: [skipped] }], { smoke })).toEqual(['error linux/arm64 mode-not-possible-there']);
    expect(found([{ ...ARM64, sessions: [skipped] }], { smoke: { ...smoke, optional: ['debug'] } })).toEqual([]);
  });

  test('KVM that does not work, and a build tag, are notes', () => {
    const notes = ['KVM is there, and a guest does not boot with it (…); it was emulated instead'];
    expect(found([{ ...RISCV64, experimental: 'exp.linuxriscv64', notes }])).toEqual([
      'note linux/riscv64 kvm-unusable',
      'note linux/riscv64 target-experimental',
    ]);
  });
});
