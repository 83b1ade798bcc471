import { describe, expect, jest, test } from '@jest/globals';
import { checkTargets, errors, inLab, LOCALS, lacking, targetOf, told } from '../support/guest.js';
import { debug, inScope, openOf, provideParts } from '../support/guest-api.js';

interface Architecture {
  arch: string;
  qemu: string;
  since: number;
  modes: string[];
  experimental?: string;
}

const ALL = ['exec', 'attach', 'dap', 'core'];
const ARCHITECTURES: Architecture[] = [
  { arch: 'arm64', qemu: 'qemu-system-aarch64', since: 6, modes: ALL },
  { arch: 'riscv64', qemu: 'qemu-system-riscv64', since: 6, modes: ALL, experimental: 'exp.linuxriscv64' },
  { arch: 'ppc64le', qemu: 'qemu-system-ppc64', since: 6, modes: ['exec', 'attach', 'dap'] },
  { arch: 'loong64', qemu: 'qemu-system-loongarch64', since: 8, modes: ALL, experimental: 'exp.linuxloong64' },
];
const BOOTED = ['build', 'dlv', 'fetch', 'firmware', 'init', 'kernel', 'power-off', 'qemu'];
const RESUMED = ['build', 'dlv', 'fetch', 'power-off', 'qemu', 'resume'];

jest.setTimeout(15 * 60_000);

const policy = (modes: readonly string[], more = '') => `smoke:\n  modes: [${modes.join(', ')}]\n${more}`;

describe.each(ARCHITECTURES)('linux/$arch', ({ arch, qemu, since, modes, experimental }) => {
  const why = lacking(qemu, since);
  (why ? test.skip : test)(`debugs in a guest${why ? `: skipped, ${why}` : ''}`, () =>
    inLab(async (lab) => {
      const report = await checkTargets(lab, [`linux/${arch}`], policy(modes));
      const target = targetOf(report);
      expect(told(target.sessions)).toEqual(modes.map((mode) => `${mode} pass`));
      for (const { observed } of target.sessions) expect(observed).toMatchObject({ function: 'main.compute', locals: LOCALS });
      expect(report.findings.map(({ level, cause }) => `${level} ${cause}`)).toEqual(experimental ? ['note target-experimental'] : []);
      expect(target).toMatchObject({
        how: 'guest',
        experimental: experimental ?? '',
        failure: null,
        guest: {
          qemu: { path: expect.stringContaining(qemu), version: expect.stringMatching(/^\d+\.\d+/), installed: false },
          kernel: {
            sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
            version: expect.any(String),
            origin: expect.stringMatching(/^Debian \w+, linux-/),
          },
          running: { arch, cpus: 2, kernel: expect.stringMatching(/^\d+\.\d+\.\d+/) },
          dlv: expect.stringMatching(/^\d+\.\d+\.\d+$/),
          accelerator: 'tcg',
        },
      });
      expect(target.guest?.peakMemory).toBeGreaterThan(64);
      const phases = Object.keys(target.phases).filter((phase) => phase !== 'hand-over');
      expect(phases.sort()).toEqual(target.guest?.resumed ? RESUMED : BOOTED);
      expect(report.verdict).toBe('pass');
    }),
  );
});

describe('linux/ppc64le', () => {
  test('has no cores that dlv could read, and says so', () =>
    inLab(async (lab) => {
      const report = await checkTargets(lab, ['linux/ppc64le'], policy(['exec', 'core']));
      expect(told(targetOf(report).sessions)).toEqual(['exec pass', expect.stringMatching(/^core skipped \S+/)]);
      expect(errors(report.findings)).toEqual(['mode-not-possible-there']);
    }));
});

describe('linux/386', () => {
  (process.arch === 'x64' ? test : test.skip)('debugs on this machine itself, where it is an amd64 one', () =>
    inLab(async (lab) => {
      const report = await checkTargets(lab, ['linux/386'], policy(['exec', 'attach', 'dap']));
      const target = targetOf(report);
      expect(target).toMatchObject({ how: 'native', guest: null, failure: null });
      expect(told(target.sessions)).toEqual(['exec pass', 'attach pass', 'dap pass']);
      for (const { observed } of target.sessions) expect(observed.locals).toMatchObject(LOCALS);
      expect(report).toMatchObject({ verdict: 'pass', findings: [] });
    }),
  );
});

describe('a guest of amd64', () => {
  const why = lacking('qemu-system-x86_64', 6);
  const there = why ? test.skip : test;

  there.each(['386', 'amd64'])('debugs %s programs, emulated', (arch) =>
    inLab((lab) =>
      inScope(async (scope) => {
        const parts = await provideParts(arch, lab, scope);
        const guest = await openOf({ ...parts, qemu: { ...parts.qemu, kvm: null } }, lab, scope);
        expect(Object.keys(guest.phases).sort()).toEqual(['firmware', 'hand-over', 'init', 'kernel', 'qemu']);
        expect(guest.hello).toMatchObject({ arch: 'amd64', cpus: 2 });
        for (const mode of ['exec', 'attach', 'dap'] as const) {
          const session = await debug(guest, parts.program, mode, scope);
          expect(told([session])).toEqual([`${mode} pass`]);
          expect(session.observed.locals).toMatchObject(LOCALS);
        }
        await guest.powerOff();
        expect(await guest.ended).toBe('exit code 0');
        expect(guest.peakMemory()).toBeGreaterThan(64);
      }),
    ),
  );

  // Where KVM works there is nothing to fall back from.
  there('is emulated where KVM is there and does not work, and says so', () =>
    inLab((lab) =>
      inScope(async (scope) => {
        const parts = await provideParts('amd64', lab, scope);
        const notes: string[] = [];
        const qemu = { ...parts.qemu, kvm: { usable: true, why: 'a test says so' } };
        const guest = await openOf(parts, lab, scope, { qemu, memory: 512, onNote: (note) => notes.push(note) });
        if (guest.shape.accelerator === 'tcg')
          expect(notes).toEqual([expect.stringMatching(/^KVM is there, and a guest does not boot with it \(.+\)/)]);
        expect(told([await debug(guest, parts.program, 'exec', scope)])).toEqual(['exec pass']);
        await guest.powerOff();
      }),
    ),
  );
});
