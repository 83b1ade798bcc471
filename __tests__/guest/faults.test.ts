import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { CAUSES } from '../../src/causes/index.js';
import { findOnPath } from '../../src/facts/on-path.js';
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
  QEMU_PATH,
  reportOf,
  startCheck,
  targetOf,
  told,
} from '../support/guest.js';
import { debug, inScope, judged, openOf, type Parts, provideParts, targetFacts } from '../support/guest-api.js';
import { program } from '../support/machine.js';
import { processesWith, until } from '../support/marked.js';
import { KEPT } from '../support/world.js';
import { bzImage } from '../unit/guest/kernels.js';

const TARGET = 'linux/arm64';
const QEMU = findOnPath('qemu-system-aarch64', { PATH: QEMU_PATH })[0] ?? '';
const GO = dirname(findOnPath('go', process.env)[0] ?? '');
const HELLO = 'package main\n\nfunc main() {\n\tprintln("hello")\n}\n';
const kernel = (lines: string) => `emulation:\n  kernel:\n    ${TARGET}:\n      ${lines.trim().replaceAll('\n', '\n      ')}\n`;
const append = (text: string) => (lab: Lab) => kernel(`file: ${linkKernel(lab)}\nappend: ${text}`);

/** A kernel of the tool cache, in the folder of the project. */
function linkKernel({ project }: Lab): string {
  symlinkSync(keptKernel('arm64'), join(project, 'vmlinuz'));
  return 'vmlinuz';
}

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

/** A qemu of ours alone on PATH: a script, for which QEMU is the real one. */
function fakeQemu({ world }: Lab, script: string): void {
  const bin = join(world.folder, 'bin');
  program(join(bin, 'qemu-system-aarch64'), `#!/bin/sh\nQEMU='${QEMU}'\n${script}\n`);
  world.env.PATH = `${bin}:${GO}`;
}

/** What the script does when it is to be a machine; questions go to the real one. */
const whenStarted = (script: string) => `case "$*" in *-nodefaults*) ${script};; *) exec $QEMU "$@";; esac`;

interface Fault {
  name: string;
  cause: string;
  /** Breaks the machine; what it returns is the policy. */
  break(lab: Lab): string | undefined | Promise<string | undefined>;
  target?: string;
}

const act = (work: (lab: Lab) => void) => (lab: Lab) => {
  work(lab);
  return undefined;
};

const QEMU_FAULTS: Fault[] = [
  {
    name: 'there is no qemu',
    cause: 'qemu-missing',
    break: act(({ world }) => {
      world.env.PATH = GO;
    }),
  },
  {
    name: 'qemu may be installed, and apt-get fails',
    cause: 'qemu-install-failed',
    break: ({ world }) => {
      program(join(world.folder, 'bin', 'apt-get'), '#!/bin/sh\necho "E: Unable to fetch some archives" >&2\nexit 100\n');
      program(join(world.folder, 'bin', 'sudo'), '#!/bin/sh\nexit 1\n');
      world.env.PATH = `${join(world.folder, 'bin')}:${GO}`;
      return 'emulation:\n  install: true\n';
    },
  },
  { name: 'qemu is too old', cause: 'qemu-too-old', break: act((lab) => fakeQemu(lab, 'echo QEMU emulator version 5.2.0')) },
  {
    name: 'qemu was built without the machine',
    cause: 'qemu-lacks-machine',
    break: act((lab) =>
      fakeQemu(lab, 'if [ "$1" = -M ] && [ "$2" = help ]; then echo "none                 empty machine"; else exec $QEMU "$@"; fi'),
    ),
  },
  {
    name: 'qemu refuses the machine when it is started',
    cause: 'qemu-lacks-machine',
    break: act((lab) => fakeQemu(lab, whenStarted('shift 2; exec $QEMU -M nosuch "$@"'))),
  },
  {
    name: 'qemu does not run at all',
    cause: 'qemu-crashed',
    break: act((lab) => fakeQemu(lab, 'echo "error while loading shared libraries: libfdt.so.1" >&2; exit 127')),
  },
  { name: 'qemu ends at once', cause: 'qemu-crashed', break: act((lab) => fakeQemu(lab, whenStarted('echo oops >&2; exit 1'))) },
  { name: 'qemu crashes at once', cause: 'qemu-crashed', break: act((lab) => fakeQemu(lab, whenStarted('kill -SEGV $$'))) },
  {
    name: 'this machine has too little memory',
    cause: 'host-out-of-memory',
    break: act((lab) => fakeQemu(lab, whenStarted('ulimit -v 300000; exec $QEMU "$@"'))),
  },
];

const KERNEL_FAULTS: Fault[] = [
  { name: 'the kernel is not there', cause: 'guest-kernel-file-missing', break: () => kernel('file: nosuch') },
  {
    name: 'the kernel is another one than the policy means',
    cause: 'guest-kernel-checksum',
    break: (lab) => kernel(`file: ${linkKernel(lab)}\nsha256: ${'f'.repeat(64)}`),
  },
  {
    name: 'the kernel is for another architecture',
    cause: 'guest-kernel-wrong-arch',
    break: ({ project }) => {
      writeFileSync(join(project, 'vmlinuz'), bzImage(true));
      return kernel('file: vmlinuz');
    },
  },
  {
    name: 'the kernel is no kernel',
    cause: 'guest-kernel-not-bootable',
    break: ({ project }) => {
      writeFileSync(join(project, 'vmlinuz'), 'garbage\n'.repeat(1000));
      return kernel('file: vmlinuz');
    },
  },
  { name: 'the kernel panics: nothing to start', cause: 'guest-kernel-panic', break: append('rdinit=/nope') },
  { name: 'the guest has too little memory', cause: 'guest-out-of-memory', break: () => 'emulation:\n  memory: 64\n' },
  {
    name: 'no kernel can be had',
    cause: 'guest-kernel-unavailable',
    break: ({ world }) => {
      rmSync(join(world.env.RUNNER_TOOL_CACHE as string, 'delve-gate-kernel'));
      return 'emulation:\n  mirror: http://127.0.0.1:1/debian\n';
    },
  },
  { name: 'yama forbids ptrace', cause: 'ptrace-scope-yama', break: append('sysctl.kernel.yama.ptrace_scope=3') },
  {
    name: 'init is no program',
    cause: 'guest-init-failed',
    break: act(({ world }) => {
      const folder = join(world.env.RUNNER_TOOL_CACHE as string, 'delve-gate-guest');
      for (const name of readdirSync(folder).filter((each) => each.startsWith('init-'))) writeFileSync(join(folder, name), 'garbage');
    }),
  },
];

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
    name: 'the program is linked dynamically',
    cause: 'program-needs-loader',
    break: async (lab) => {
      await buildFor(lab, HELLO, { GOARCH: 'arm64' }, ['-gcflags=all=-N -l', '-buildmode=pie']);
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
  { name: 'mode debug is asked for', cause: 'mode-not-possible-there', break: () => 'smoke:\n  modes: [exec, debug]\n' },
  { name: 'Delve does not know the architecture', cause: 'unsupported-platform', target: 'linux/s390x', break: () => '' },
  { name: 'the target is of another system', cause: 'target-not-this-machine', target: 'windows/amd64', break: () => '' },
];

describe.each([
  { what: 'qemu', faults: QEMU_FAULTS, apart: true },
  { what: 'the guest', faults: KERNEL_FAULTS, apart: true },
  { what: 'what is debugged', faults: PROGRAM_FAULTS, apart: false },
])('a fault of $what', ({ faults, apart }) => {
  test.each(faults)('$name: $cause', (fault) =>
    inLab(
      async (lab) => {
        const report = await checkTargets(lab, [fault.target ?? TARGET], (await fault.break(lab)) ?? '');
        expect(theCause(report)).toBe(fault.cause);
      },
      { apart },
    ),
  );
});

test('the kernel may be named by an absolute path', () =>
  inLab(async (lab) => {
    const report = await checkTargets(lab, [TARGET], kernel(`file: ${keptKernel('arm64')}`));
    expect(report.findings).toEqual([]);
    expect(targetOf(report).guest?.kernel).toMatchObject({ from: 'file', origin: 'the file that the policy names' });
  }));

describe('a guest that hangs', () => {
  test.concurrent('qemu does nothing', () => hangs(act((lab) => fakeQemu(lab, whenStarted('exec /bin/sleep 1000')))));

  test.concurrent('its kernel stands still', () => hangs(() => undefined, 'SIGSTOP qemu boot'));

  test.concurrent('its kernel does nothing', () =>
    hangs(({ project, world }) => {
      const image = readFileSync(keptKernel('arm64'));
      image.fill(0, 64);
      writeFileSync(join(project, 'vmlinuz'), image);
      // A kernel that was never booted is waited for longer than a test should.
      const times = join(world.env.RUNNER_TOOL_CACHE as string, 'delve-gate-guest');
      const [known] = readdirSync(times).filter((name) => name.startsWith('boots-arm64-tcg-'));
      const digest = createHash('sha256').update(image).digest('hex').slice(0, 16);
      writeFileSync(join(times, (known as string).replace(/-[0-9a-f]{16}\.json$/, `-${digest}.json`)), '[1000]');
      return kernel('file: vmlinuz');
    }));

  /** In a few times what a boot took here, and no later. */
  function hangs(prepare: (lab: Lab) => string | undefined, strike?: string): Promise<void> {
    return inLab(
      async (lab) => {
        const report = await reportOf(startCheck(lab, [TARGET], prepare(lab), strike));
        expect(theCause(report)).toBe('guest-hangs');
        expect(report.findings[0]?.found).toMatch(/within 15 s/);
      },
      { apart: true },
    );
  }
});

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

  test.each(['"op":"take"', '"op":"start"', '"op":"connect"', '"command":"initialize"', '"command":"variables"', '"command":"disconnect"'])(
    'qemu is killed at %s: qemu-crashed',
    (moment) => struck(`SIGKILL qemu ${moment}`, false, 'qemu-crashed'),
  );

  test('qemu is killed while it boots: qemu-crashed', () => struck('SIGKILL qemu boot', true, 'qemu-crashed'));

  test('qemu is killed while it resumes: it is booted', () =>
    inLab(
      async (lab) => {
        const running = startCheck(lab, [TARGET], MODES, 'SIGKILL qemu resume');
        const report = await reportOf(running);
        if (!running.stderr().includes('STRUCK')) return;
        expect(report.findings).toEqual([]);
        expect(targetOf(report).notes).toEqual([expect.stringMatching(/^a guest could not be resumed \(.+\), so one was booted$/)]);
      },
      { apart: true },
    ));

  test.each(['"op":"start"', '"command":"initialize"', '"command":"variables"'])(
    'the line stalls at %s: guest-transport-stalled',
    (moment) => struck(`SIGSTOP qemu ${moment}`, false, 'guest-transport-stalled'),
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
    test.each(['boot', '"op":"take"', '"op":"start"', '"command":"variables"'])('at %s leaves nothing behind', (moment) =>
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
        { apart: moment === 'boot' },
      ),
    );
  });
});

test('every cause of guests that can be made here is made', () => {
  const made = [...QEMU_FAULTS, ...KERNEL_FAULTS, ...PROGRAM_FAULTS].map(({ cause }) => cause);
  const elsewhere = ['guest-hangs', 'guest-transport-stalled'];
  const ofGuests = CAUSES.filter(({ id }) => /^(?:qemu|guest|host-out)-/.test(id) && id !== 'qemu-user-missing').map(({ id }) => id);
  expect(ofGuests.filter((id) => ![...made, ...elsewhere].includes(id))).toEqual([]);
});
