export default {
  name: 'GOFLAGS with harmless ldflags',
  make: (machine) => machine.set({ GOFLAGS: '"-ldflags=-X main.swift=-something"' }),
};
