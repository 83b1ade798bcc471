export default {
  name: 'GOPRIVATE for the company',
  make: (machine) => machine.set({ GOPRIVATE: 'git.example.com/*,*.corp.example.com', GONOSUMDB: 'git.example.com/*' }),
};
