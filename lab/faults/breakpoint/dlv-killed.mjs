export default {
  name: 'dlv is killed while the program starts',
  cause: 'dlv-bug',
  why: 'the OOM killer, or a supervisor that ends what it does not know',
  break(machine) {
    machine.write(
      'kill.go',
      'package main\n\nimport (\n\t"os"\n\t"syscall"\n)\n\nfunc init() { syscall.Kill(os.Getppid(), syscall.SIGKILL) }\n',
    );
    machine.policy('smoke:\n  package: .\n');
  },
};
