import { Scope } from './system/scope.js';
import { nativeHost } from './smoke/host/native.js';
import { runSession } from './smoke/session.js';
import type { ModeName } from './smoke/modes/index.js';
const scope = new Scope();
const folder = scope.folder('smoke');
const host = nativeHost({ scope, dlv: '/tmp/gb/dlv', env: process.env, folder, unixSockets: process.argv[3] !== 'tcp' });
const dir = '/work/main/go/debuggee';
for (let i = 0; i < 3; i++)
for (const mode of (process.argv[2] ?? 'exec').split(',') as ModeName[]) {
  const r = await runSession({ host, mode, folder, rpc: mode === 'exec' && process.argv[4] === 'rpc', limits: { phase: 30000, build: 60000 }, signal: scope.signal,
    program: { subject: 'x', ours: true, cwd: dir, package: '.', binary: '/tmp/deb', args: [], breakpoint: { file: dir + '/main.go', line: 23 },
      known: { function: 'main.compute', line: 23, locals: { n: '10', sum: '45', word: '"delve-gate"', corner: 'main.point {X: 45, Y: 10}' }, evaluate: { 'sum + n': '55', 'corner.X': '45', 'len(word)': '10' } } } });
  console.log(JSON.stringify(r));
}
await scope.close();
