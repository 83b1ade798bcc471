export default {
  name: 'a breakpoint on a line, in four modes',
  make: (machine) => machine.policy('smoke:\n  package: .\n  break: main.go:8\n  modes: [exec, debug, attach, dap]\n'),
};
