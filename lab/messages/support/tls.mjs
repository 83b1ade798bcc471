// A module proxy of this machine that speaks TLS.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';

/** Makes a certificate as Go's own example does, and sets GOPROXY to a server that has it. */
export async function proxyWithCertificate(terminal, ...dates) {
  const { machine } = terminal;
  const words = ['--host', '127.0.0.1', '--ecdsa-curve', 'P256', ...dates].map((word) => `'${word}'`).join(' ');
  await machine.sh(`mkdir ../tls && cd ../tls && go run "$(go env GOROOT)/src/crypto/tls/generate_cert.go" ${words}`, { quiet: true });
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => readFileSync(join(machine.home, 'tls', name)));
  const server = createServer({ key, cert });
  server.on('tlsClientError', () => {});
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  machine.undo(() => new Promise((done) => server.close(done)));
  const { port } = server.address();
  terminal.alias(port, 8443);
  machine.set({ GOPROXY: `https://127.0.0.1:${port}`, GONOPROXY: 'none', GONOSUMDB: '*' });
}
