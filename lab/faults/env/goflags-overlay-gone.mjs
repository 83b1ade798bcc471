export default {
  name: 'GOFLAGS names an -overlay that is gone',
  cause: 'goflags-invalid',
  why: 'a tool wrote the overlay into a temporary folder',
  anywhere: true,
  break: (machine) => machine.set({ GOFLAGS: '-overlay=/nonexistent/overlay.json' }),
};
