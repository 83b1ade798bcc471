import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttp, type Server } from 'node:http';
import { type AddressInfo, connect, type Server as NetServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTls } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { GitHub } from './server/github.js';
import { pullRequest } from './server/step.js';
import { Workspace } from './server/workspace.js';

const HOST = 'api.github.test';
const folder = mkdtempSync(join(tmpdir(), 'delve-gate-proxy-'));
const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name)) as [string, string];
const made = spawnSync('openssl', [
  ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
  ...['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`, '-keyout', key, '-out', cert],
]);
const test = made.status === 0 ? it : it.skip;
const note = made.status === 0 ? '' : ' (skipped: there is no openssl to make a certificate with)';

let github: GitHub;
let workspace: Workspace;
/** GitHub as it is on the network: by TLS. */
let secure: NetServer;
let proxy: Server;
/** What the proxy was asked for, and by whom. */
const asked: { host: string | undefined; authorization: string | undefined }[] = [];
/** What the proxy says instead of opening a way. */
let refusal: string | undefined;

beforeAll(async () => {
  github = await GitHub.start();
  workspace = new Workspace();
  if (made.status !== 0) return;
  secure = createTls({ key: readFileSync(key), cert: readFileSync(cert) }, (client) => {
    const server = connect(Number(new URL(github.url).port), '127.0.0.1');
    client.pipe(server).pipe(client);
    for (const socket of [client, server]) socket.on('error', () => [client, server].map((each) => each.destroy()));
  });
  proxy = createHttp();
  proxy.on('connect', ({ url, headers }, client) => {
    asked.push({ host: url, authorization: headers['proxy-authorization'] });
    client.on('error', () => client.destroy());
    if (refusal !== undefined) return client.end(`HTTP/1.1 ${refusal}\r\n\r\n`);
    const server = connect(portOf(secure), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(server).pipe(client);
    });
    return server.on('error', () => client.destroy());
  });
  for (const server of [secure, proxy]) await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(async () => {
  for (const server of [secure, proxy]) server?.close();
  workspace.remove();
  await github.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(github.wrong).toEqual([]);
});
beforeEach(() => {
  asked.splice(0);
  github.requests.splice(0);
  refusal = undefined;
});

const portOf = (server: NetServer | Server) => (server.address() as AddressInfo).port;

/** The way without the proxy: no name server knows this host, so it is told that it is this machine. */
const DIRECTLY = () => ({ GITHUB_API_URL: `https://${HOST}:${portOf(secure)}`, NODE_OPTIONS: `--require=${names}` });
const names = join(folder, 'names.cjs');
writeFileSync(names, "require('node:dns').lookup = (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]);\n");

async function publish(env: (proxy: string) => Record<string, string>) {
  const address = `http://gate:p%40ss@127.0.0.1:${portOf(proxy)}`;
  return workspace.run(
    { command: 'gate', plan: JSON.stringify(workspace.plan), base: 'none', 'check-run': 'true', token: github.token },
    pullRequest(),
    { GITHUB_API_URL: `https://${HOST}`, NODE_EXTRA_CA_CERTS: cert, ...env(address) },
  );
}

describe('behind a proxy', () => {
  test.each(['HTTPS_PROXY', 'https_proxy'])(
    `GitHub is reached by a tunnel, as %s says${note}`,
    async (name) => {
      const before = github.state.checkRuns.length;
      const { code, output } = await publish((address) => ({ [name]: address }));
      expect(code).toBe(0);
      expect(asked).toEqual([{ host: `${HOST}:443`, authorization: `Basic ${Buffer.from('gate:p@ss').toString('base64')}` }]);
      expect(github.state.checkRuns).toHaveLength(before + 1);
      expect(output).not.toContain(github.token);
      expect(output).not.toContain('p@ss');
    },
    60_000,
  );

  test(`NO_PROXY goes past it${note}`, async () => {
    const before = github.state.checkRuns.length;
    const { code } = await publish((address) => ({ HTTPS_PROXY: address, NO_PROXY: `example.com,${HOST}`, ...DIRECTLY() }));
    expect(code).toBe(0);
    expect(asked).toEqual([]);
    expect(github.state.checkRuns).toHaveLength(before + 1);
  }, 60_000);

  test.each([
    ['asks who we are', '407 Proxy Authentication Required'],
    ['does not let us through', '403 Forbidden'],
  ])(
    `that %s is told of, and the gate passes${note}`,
    async (_what, said) => {
      refusal = said;
      const { code, output } = await publish((address) => ({ HTTPS_PROXY: address }));
      expect(code).toBe(0);
      expect(github.requests).toEqual([]);
      expect(output).toMatch(
        new RegExp(`::notice title=delve-gate::check-run: no answer from ${HOST}: [^;]+; expected an answer; .*HTTPS_PROXY, NO_PROXY`),
      );
      expect(output).not.toContain('p@ss');
    },
    60_000,
  );
});
