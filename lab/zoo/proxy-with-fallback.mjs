export default {
  name: 'a corporate proxy with a fallback',
  make: (machine) => machine.set({ GOPROXY: 'http://127.0.0.1:9|direct' }),
};
