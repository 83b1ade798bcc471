export default {
  name: 'GOINSECURE for one host, and GOVCS',
  make: (machine) => machine.set({ GOINSECURE: 'git.example.com', GOVCS: 'public:git|hg,private:all' }),
};
