import { copyFileSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exec, type World } from './world.js';

/** Has the go command download a toolchain, as it does for a go.mod that asks for one. @returns its GOROOT */
export async function fetchToolchain(wanted: string, world: World): Promise<string> {
  const { stdout, stderr } = await exec('go', ['env', 'GOVERSION', 'GOROOT'], {
    cwd: world.folder,
    env: { ...world.env, GOTOOLCHAIN: wanted },
  });
  const [version, goroot] = stdout.trim().split('\n');
  if (version !== wanted || !goroot) throw new Error(`${wanted} cannot be had: ${stderr || stdout}`);
  return goroot;
}

/** A Go tree of its own with the content of another, by links; only the go command is a file of its own, which tells it where it lies. */
export function linkedGoroot(goroot: string, into: string, goEnv: string): string {
  mkdirSync(join(into, 'bin'), { recursive: true });
  for (const name of ['VERSION', 'lib', 'pkg', 'src']) symlinkSync(join(goroot, name), join(into, name));
  linkOrCopy(join(goroot, 'bin', 'go'), join(into, 'bin', 'go'));
  writeFileSync(join(into, 'go.env'), goEnv);
  return into;
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
