export default {
  name: 'HTTP proxies that answer to nobody, and nothing to download',
  make(machine) {
    for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy']) machine.set({ [name]: 'http://127.0.0.1:9' });
  },
};
