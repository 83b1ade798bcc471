// Builds conftest, which the benchmark of policies is held against, from the Go module proxy; kept with node_modules.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const CONFTEST = 'v0.71.1';
const kept = fileURLToPath(new URL('../node_modules/.cache/delve-gate/conftest', import.meta.url));

/**
 * Its modules are checked by the checksum database, whatever this machine's own settings say. The Go that it asks for comes the same way.
 * @returns {{ conftest: string } | { reason: string }} the program, or why there is none
 */
export function findConftest() {
  const bin = join(kept, CONFTEST);
  const conftest = join(bin, process.platform === 'win32' ? 'conftest.exe' : 'conftest');
  if (existsSync(conftest)) return { conftest };
  mkdirSync(bin, { recursive: true });
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(GO|CGO_)/.test(name))),
    ...(process.env.GOPROXY ? { GOPROXY: process.env.GOPROXY } : {}),
    HOME: join(kept, 'home'),
    GOENV: 'off',
    GOPATH: join(kept, 'gopath'),
    GOCACHE: join(kept, 'gocache'),
    GOBIN: bin,
    GOFLAGS: '-modcacherw',
    GOSUMDB: 'sum.golang.org',
    GOTOOLCHAIN: 'auto',
    CGO_ENABLED: '0',
  };
  console.error(`building conftest ${CONFTEST}: some minutes, once`);
  try {
    execFileSync('go', ['install', `github.com/open-policy-agent/conftest@${CONFTEST}`], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    const said = String(error.stderr ?? error.message)
      .split('\n')
      .filter((line) => line && !line.startsWith('go: downloading'));
    return { reason: `go install github.com/open-policy-agent/conftest@${CONFTEST}: ${said[0] ?? error.message}` };
  }
  return existsSync(conftest) ? { conftest } : { reason: `go install made no ${conftest}` };
}
