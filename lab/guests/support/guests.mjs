// What the faults of guests have in common: a tool cache of their own, the kernel in the project, a script around the real qemu.
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { KEPT } from '../../machine.mjs';

const TOOLS = join(KEPT, 'tools');
const GUESTS = 'delve-gate-guest';
const KERNELS = 'delve-gate-kernel';
/** Milliseconds that boots take, as the check is told: so one that hangs is waited for no longer than must be. */
const BOOTS = '[1000]';

/** A tool cache of this machine's own, with the dlvs and kernels of the shared one: a guest is booted, not resumed. @returns its folder */
export function ownGuests(machine) {
  const root = join(machine.home, 'tools');
  const own = join(root, GUESTS);
  mkdirSync(own, { recursive: true });
  for (const name of ['dlv', KERNELS]) symlinkSync(join(TOOLS, name), join(root, name));
  for (const name of readdirSync(join(TOOLS, GUESTS)).filter((each) => /^(?:boots|init)-.*(?<!\.new)$/.test(each)))
    writeFileSync(join(own, name), name.startsWith('boots-') ? BOOTS : readFileSync(join(TOOLS, GUESTS, name)));
  machine.env.RUNNER_TOOL_CACHE = root;
  return root;
}

/** The kernel that guests for arm64 boot. */
function keptKernel() {
  const root = join(TOOLS, KERNELS);
  const [found] = readdirSync(root, { recursive: true }).filter((name) => name.endsWith(join('arm64', 'kernel')));
  if (!found) throw new Error(`there is no kernel for arm64 in ${root}`);
  return join(root, found);
}

/** Has the policy name that kernel, which is in the project; `settings` go with it, `more` is the rest of the policy. */
export async function ownKernel(machine, settings, more = '') {
  ownGuests(machine);
  await machine.sh(`ln -s ${keptKernel()} vmlinuz`);
  kernelPolicy(machine, { file: 'vmlinuz', ...settings }, more);
}

export function kernelPolicy(machine, settings, more = '') {
  const lines = Object.entries(settings).map(([name, value]) => `      ${name}: ${value}\n`);
  machine.policy(`emulation:\n  kernel:\n    linux/arm64:\n${lines.join('')}${more}`);
}

/** PATH with Go and these folders alone: no other qemu, and nothing to install one with. */
export async function onlyGo(machine, ...folders) {
  ownGuests(machine);
  machine.set({ PATH: [...folders, `${await machine.goroot()}/bin`].join(delimiter) });
}

/** A qemu-system-aarch64 first on PATH: a script in which $QEMU is the real one, run where qemu is to be a machine; else that answers. */
export async function aroundQemu(machine, script) {
  ownGuests(machine);
  const real = await machine.sh('command -v qemu-system-aarch64', { quiet: true });
  const start = `case "$*" in *-nodefaults*) ;; *) exec $QEMU "$@" ;; esac`;
  machine.program(join(machine.home, 'bin', 'qemu-system-aarch64'), `#!/bin/sh\nQEMU=${real}\n${start}\n${script}\n`);
  machine.set({ PATH: `${join(machine.home, 'bin')}${delimiter}${machine.env.PATH}` });
}
