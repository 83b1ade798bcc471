export default {
  name: 'GODEBUG set',
  make: (machine) => machine.set({ GODEBUG: 'netdns=go' }),
};
