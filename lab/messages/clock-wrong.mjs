import { proxyWithCertificate } from './support/tls.mjs';

const NOW = /current time (\S+) is/;

export default {
  name: 'a certificate of the future',
  cause: 'clock-wrong',
  why: 'to a clock that is behind, every new certificate is not valid yet; here the certificate is ahead instead',
  async say(terminal) {
    await proxyWithCertificate(terminal, '--start-date', 'Jan 1 00:00:00 2099');
    const { text } = await terminal.run('go install github.com/go-delve/delve/cmd/dlv@latest');
    const [, now] = NOW.exec(text) ?? [];
    if (now) terminal.alias(now, '2026-01-01T00:00:00Z');
  },
};
