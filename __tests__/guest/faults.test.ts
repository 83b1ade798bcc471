import { copyFileSync, cpSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { CAUSES } from '../../src/causes/index.js';
import { boot, GuestFailure } from '../../src/guest/boot.js';
import { writeCpio } from '../../src/guest/cpio.js';
import type { Finding, Report } from '../../src/model/report.js';
import {
  buildFor,
  checkTargets,
  errors,
  inLab,
  keptKernel,
  type Lab,
  LOCALS,
  reportOf,
  startCheck,
  targetOf,
  told,
} from '../support/guest.js';
import { debug, inScope, judged, openOf, type Parts, provideParts, targetFacts } from '../support/guest-api.js';
import { processesWith, until } from '../support/marked.js';
import { KEPT, ROOT } from '../support/world.js';

const ofLab = (name: string) => import(pathToFileURL(join(ROOT, 'lab', `${name}.mjs`)).href);
const { loadGuests } = await ofLab('load');
const { tryFault } = await ofLab('judge');
const { unmet } = await ofLab('needs');
const guests: { id: string; cause: string }[] = await loadGuests();

const TARGET = 'linux/arm64';
const HELLO = 'package main\n\nfunc main() {\n\tprintln("hello")\n}\n';
const kernel = (lines: string) => `emulation:\n  kernel:\n    ${TARGET}:\n      ${lines.trim().replaceAll('\n', '\n      ')}\n`;
/** When a guest is booted, and not resumed. */
const BOOT = 'spawn ^(?!.* -incoming ).* -nodefaults ';

jest.setTimeout(90_000);

/** The first check fills the caches that all others share, and takes as long as that takes. */
beforeAll(
  () =>
    inLab(async (lab) => {
      expect(errors((await checkTargets(lab, [TARGET])).findings)).toEqual([]);
    }),
  15 * 60_000,
);

/** The one cause that a check names, and that it says how to mend it. */
function theCause(report: Report): string {
  expect(errors(report.findings)).toHaveLength(1);
  const [finding] = report.findings as [Finding];
  expect(finding.fix.length).toBeGreaterThan(0);
  expect(finding.found).not.toMatch(/undefined|\[object/);
  expect(report.verdict).toBe('fail');
  return finding.cause;
}

interface Fault {
  name: string;
  cause: string;
  /** Breaks the machine; what it returns is the policy. */
  break(lab: Lab): string | undefined | Promise<string | undefined>;
  target?: string;
}

const PROGRAM_FAULTS: Fault[] = [
  {
    name: 'the program was stripped',
    cause: 'debug-info-stripped',
    break: async (lab) => {
      await buildFor(lab, HELLO, { GOARCH: 'arm64' }, ['-gcflags=all=-N -l', '-ldflags=-s -w']);
      return 'smoke:\n  binary: ./app\n';
    },
  },
  {
    name: 'the program is for another architecture',
    cause: 'binary-wrong-arch',
    break: async (lab) => {
      await buildFor(lab, HELLO, { GOARCH: 'amd64' });
      return 'smoke:\n  binary: ./app\n';
    },
  },
  {
    name: 'the program crashes before main',
    cause: 'program-crashes-at-start',
    break: ({ project }) => {
      writeFileSync(join(project, 'main.go'), `${HELLO}\nfunc init() { panic("as told") }\n`);
      return 'smoke:\n  package: .\n';
    },
  },
  {
    name: 'the breakpoint is never reached',
    cause: 'breakpoint-not-hit',
    break: ({ project }) => {
      writeFileSync(join(project, 'main.go'), `${HELLO}\nvar keep = never\n\n//go:noinline\nfunc never() { println("never") }\n`);
      return 'smoke:\n  package: .\n  break: main.never\n';
    },
  },
  {
    name: 'the package does not build for the target',
    cause: 'package-does-not-build',
    break: ({ project }) => {
      writeFileSync(join(project, 'main.go'), HELLO);
      writeFileSync(join(project, 'broken_arm64.go'), 'package main\n\nvar broken int = "text"\n');
      return 'smoke:\n  package: .\n';
    },
  },
  { name: 'dlv is too old for the Go', cause: 'dlv-too-old-for-go', break: () => 'delve:\n  version: 1.22.1\n' },
  { name: 'Delve does not know the architecture', cause: 'unsupported-platform', target: 'linux/s390x', break: () => '' },
  { name: 'the target is of another system', cause: 'target-not-this-machine', target: 'windows/amd64', break: () => '' },
];

describe('a fault of what is debugged', () => {
  test.each(PROGRAM_FAULTS)('$name: $cause', (fault) =>
    inLab(async (lab) => {
      const report = await checkTargets(lab, [fault.target ?? TARGET], (await fault.break(lab)) ?? '');
      expect(theCause(report)).toBe(fault.cause);
    }),
  );
});

describe('a guest that is broken on purpose', () => {
  const skipped = guests.filter((fault) => unmet(fault) !== undefined);
  test.each(guests.filter((fault) => !skipped.includes(fault)))(
    '$id: $cause',
    async (fault) => {
      const { problems } = await tryFault(fault);
      expect(problems).toEqual([]);
    },
    300_000,
  );

  if (skipped.length > 0) test.skip.each(skipped)('$id: $cause', () => {});
});

test('the kernel may be named by an absolute path', () =>
  inLab(async (lab) => {
    const report = await checkTargets(lab, [TARGET], kernel(`file: ${keptKernel('arm64')}`));
    expect(report.findings).toEqual([]);
    expect(targetOf(report).guest?.kernel).toMatchObject({ from: 'file', origin: 'the file that the policy names' });
  }));

test('a guest that hangs is told of in a few times what a boot took here, and no later', () =>
  inLab(
    async (lab) => {
      const report = await reportOf(startCheck(lab, [TARGET], '', `SIGSTOP qemu ${BOOT}`));
      expect(theCause(report)).toBe('guest-hangs');
      expect(report.findings[0]?.found).toMatch(/within 15 s/);
    },
    { apart: true },
  ));

describe('an init that cannot prepare the guest', () => {
  /** Boots an initramfs of ours. */
  function bootWith(files: { path: string; mode: number; data: Buffer }[], machine: Partial<Parts['machine']> = {}): Promise<GuestFailure> {
    return inLab((lab) =>
      inScope(async (scope) => {
        const parts = await provideParts('arm64', lab, scope);
        const folder = scope.folder('guests', lab.world.env.TMPDIR);
        const initramfs = join(folder, 'initramfs');
        writeFileSync(initramfs, writeCpio([...files, { path: 'init', mode: 0o755, data: parts.init }]));
        const shape = {
          ...{ machine: { ...parts.machine, ...machine }, memory: 256, cpus: 2, accelerator: 'tcg' as const, shared: 0 },
          ...{ kernel: parts.kernel.file, initramfs, append: '' },
        };
        const failure = await boot({ qemu: parts.qemu.path, shape, folder, scope, limit: 15_000 }).catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(GuestFailure);
        return failure as GuestFailure;
      }),
    );
  }
  const causeOf = (failure: GuestFailure) =>
    judged(targetFacts({ failure: { kind: failure.fault, message: failure.message, output: failure.evidence } }));

  test('it cannot mount', async () => {
    const failure = await bootWith([{ path: 'proc', mode: 0o644, data: Buffer.from('in the way') }]);
    expect(failure.message).toMatch(/^delve-gate guest: .*\/proc/);
    expect(causeOf(failure)).toEqual(['guest-init-failed']);
  });

  test('the serial line is not there', async () => {
    const failure = await bootWith([], { channel: '/dev/nonexistent' });
    expect(failure.message).toMatch(/^delve-gate guest: cannot open the serial line \/dev\/nonexistent/);
    expect(causeOf(failure)).toEqual(['guest-init-failed']);
  });

  test('the serial line is another one', async () => {
    const failure = await bootWith([], { channel: '/dev/ttyAMA0' });
    expect(causeOf(failure)).toEqual(['guest-hangs']);
  });
});

describe('a guest that is lost', () => {
  const MODES = 'smoke:\n  modes: [exec, attach, dap]\n';
  const struck = (strike: string, apart: boolean, cause: string) =>
    inLab(
      async (lab) => {
        const running = startCheck(lab, [TARGET], MODES, strike);
        const report = await reportOf(running);
        expect(running.stderr()).toContain('STRUCK');
        expect(theCause(report)).toBe(cause);
      },
      { apart },
    );

  test.each(['"op":"take"', '"op":"start"', '"op":"connect"', '"command":"variables"', '"command":"disconnect"'])(
    'qemu is killed at %s: qemu-crashed',
    (moment) => struck(`SIGKILL qemu write ${moment}`, false, 'qemu-crashed'),
  );

  test('qemu is killed while it boots: qemu-crashed', () => struck(`SIGKILL qemu ${BOOT}`, true, 'qemu-crashed'));

  test('qemu is killed while it resumes: it is booted', () =>
    inLab(
      async (lab) => {
        const running = startCheck(lab, [TARGET], MODES, 'SIGKILL qemu spawn  -incoming .* -nodefaults ');
        const report = await reportOf(running);
        if (!running.stderr().includes('STRUCK')) return;
        expect(report.findings).toEqual([]);
        expect(targetOf(report).notes).toEqual([expect.stringMatching(/^a guest could not be resumed \(.+\), so one was booted$/)]);
      },
      { apart: true },
    ));

  test.each(['"op":"start"', '"command":"initialize"'])('the line stalls at %s: guest-transport-stalled', (moment) =>
    struck(`SIGSTOP qemu write ${moment}`, false, 'guest-transport-stalled'),
  );
});

describe('a dlv', () => {
  /** The dlv for arm64 in a tool cache of the lab's own. */
  function ownDlv({ world }: Lab): string {
    const root = join(world.env.RUNNER_TOOL_CACHE as string, 'dlv');
    const shared = join(KEPT, 'tools', 'dlv');
    rmSync(root);
    for (const version of readdirSync(shared))
      for (const name of readdirSync(join(shared, version)).filter((each) => each.startsWith('linux-arm64') && !each.includes('.lock')))
        cpSync(join(shared, version, name), join(root, version, name), { recursive: true });
    const [found] = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('/dlv'));
    return join(root, found as string);
  }

  test.each([
    { what: 'damaged', harm: (file: string) => truncateSync(file, 1_000_000) },
    { what: 'for this machine', harm: (file: string) => copyFileSync(process.execPath, file) },
  ])('that is $what in the tool cache is thrown out, and that is told', ({ harm }) =>
    inLab(
      async (lab) => {
        harm(ownDlv(lab));
        const report = await checkTargets(lab, [TARGET], 'delve:\n  install: false\n');
        expect(theCause(report)).toBe('dlv-not-installed');
        expect(targetOf(report).dlv?.notes).toEqual([expect.stringMatching(/in the tool cache was thrown out: its bytes/)]);
      },
      { apart: true },
    ),
  );

  test('for another architecture does not start in the guest', () =>
    inLab((lab) =>
      inScope(async (scope) => {
        const parts = await provideParts('arm64', lab, scope);
        const files = parts.files.map((each) => (each.to === '/dlv' ? { from: process.execPath, to: '/dlv' } : each));
        const guest = await openOf({ ...parts, files: [...files] }, lab, scope, { memory: 512 });
        const session = await debug(guest, parts.program, 'exec', scope);
        expect(told([session])).toEqual([expect.stringMatching(/^exec fail start: fork\/exec \/dlv: exec format error/)]);
        expect(judged({ sessions: [session] })).toEqual(['dlv-does-not-start']);
        await guest.powerOff();
      }),
    ));

  test.each(['as it listens', 'in the conversation'])('that is killed in the guest %s', (when) =>
    inLab((lab) =>
      inScope(async (scope) => {
        const parts = await provideParts('arm64', lab, scope);
        const guest = await openOf(parts, lab, scope);
        const { line } = guest;
        const start = line.start.bind(line);
        const connect = line.connect.bind(line);
        let kill = () => {};
        line.start = async (options) => {
          const running = await start(options);
          if (options.args[0] === '/dlv') kill = () => void running.signal(9);
          if (when === 'as it listens') kill();
          return running;
        };
        line.connect = async (address) => {
          const stream = await connect(address);
          stream.on('data', () => kill());
          return stream;
        };
        const session = await debug(guest, parts.program, 'exec', scope);
        expect(told([session])).toEqual([expect.stringMatching(/^exec fail .*ended by SIGKILL/s)]);
        expect(judged({ sessions: [session] })).toEqual(['dlv-bug']);
        expect(await guest.isLost()).toBeUndefined();
        await guest.powerOff();
      }),
    ),
  );
});

describe('the run', () => {
  test('two checks at a time on one machine do not meet', () =>
    inLab(
      async (lab) => {
        const running = [startCheck(lab, [TARGET]), startCheck(lab, [TARGET])];
        for (const report of await Promise.all(running.map(reportOf))) {
          expect(report.findings).toEqual([]);
          expect(targetOf(report).sessions[0]?.observed.locals).toMatchObject(LOCALS);
        }
      },
      { apart: true },
    ));

  describe.each([
    { signal: 'SIGINT', code: 130 },
    { signal: 'SIGTERM', code: 143 },
    { signal: 'SIGKILL', code: null },
  ] as const)('$signal', ({ signal, code }) => {
    test.each([BOOT, 'write "op":"take"', 'write "op":"start"', 'write "command":"variables"'])('at %s leaves nothing behind', (moment) =>
      inLab(
        async (lab) => {
          const running = startCheck(lab, [TARGET], '', `${signal} us ${moment}`);
          expect(await running.ended).toMatchObject({ code, signal: code === null ? signal : null });
          expect(running.stderr()).toContain('STRUCK');
          // In its tool cache it makes snapshots.
          const cache = join(lab.world.env.RUNNER_TOOL_CACHE as string, 'delve-gate-guest');
          await until(
            () => `no folder under way in ${readdirSync(cache)}`,
            () => !readdirSync(cache).some((name) => name.startsWith('delve-gate-')) && processesWith(lab.marker).length === 0,
          );
        },
        { apart: moment === BOOT },
      ),
    );
  });
});

test('every cause of guests that can be made here is made', () => {
  const made = guests.map(({ cause }) => cause);
  const ofGuests = CAUSES.filter(({ id }) => /^(?:qemu|guest|host-out)-/.test(id) && id !== 'qemu-user-missing').map(({ id }) => id);
  expect(ofGuests.filter((id) => !made.includes(id))).toEqual([]);
});
