import { proxyWithCertificate } from './support/tls.mjs';

export default {
  name: 'a proxy whose certificate nobody vouches for',
  cause: 'module-tls-untrusted',
  why: 'a company replaces certificates by its own, and this machine does not trust their authority',
  async say(terminal) {
    await proxyWithCertificate(terminal);
    await terminal.run('go install github.com/go-delve/delve/cmd/dlv@latest');
  },
};
