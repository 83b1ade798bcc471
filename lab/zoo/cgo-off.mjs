export default {
  name: 'CGO_ENABLED=0',
  make: (machine) => machine.set({ CGO_ENABLED: '0' }),
};
