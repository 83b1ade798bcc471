import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeWorld, type World } from './world.js';

/** A machine for one test, with a small Go project in it. */
export interface Machine {
  world: World;
  project: string;
}

/** Makes a machine whose project prints a sum. */
export function makeMachine(): Machine {
  const world = makeWorld();
  const project = join(world.folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'go.mod'), 'module example.com/app\n\ngo 1.21\n');
  writeFileSync(
    join(project, 'main.go'),
    'package main\n\nfunc main() {\n\tprintln(add(1, 2))\n}\n\nfunc add(a, b int) int {\n\treturn a + b\n}\n',
  );
  return { world, project };
}

/** Writes the GOENV file: as `go env -w` does, and lines that it would refuse. */
export function goenv({ world }: Machine, text: string): void {
  const file = join(world.env.HOME as string, '.config', 'go', 'env');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Makes an executable file. */
export function program(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

/** A change to the environment; undefined takes a variable out. */
export const set =
  (values: NodeJS.ProcessEnv) =>
  ({ world }: Machine): void => {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) delete world.env[name];
      else world.env[name] = value;
    }
  };
