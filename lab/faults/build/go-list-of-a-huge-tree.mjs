import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export default {
  name: 'a tree of thousands of folders below the module',
  cause: 'go-list-slow',
  why: 'go list ./... walks all of them, and so does every editor before it starts dlv',
  level: 'warning',
  break(machine) {
    for (let at = 0; at < FOLDERS; at++) {
      const folder = join(machine.project, 'generated', `p${at % 200}`, `q${at}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'a.go'), 'package q\n\nimport "fmt"\n\nvar _ = fmt.Sprint\n');
    }
    machine.shown.push(`./generate.sh  # ${FOLDERS} packages below generated/`);
  },
};

/** More than any machine lists in three seconds. */
const FOLDERS = 30_000;
