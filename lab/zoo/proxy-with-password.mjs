export default {
  name: 'a corporate proxy with a password in its address',
  make: (machine) => machine.set({ GOPROXY: 'https://you:secret@proxy.corp.example.com/go,direct' }),
};
