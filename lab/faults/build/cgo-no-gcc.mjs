export default {
  name: 'cgo in an image without gcc',
  cause: 'c-toolchain-missing',
  why: 'slim images have no C compiler',
  async break(machine) {
    machine.write('c.go', 'package main\n\n// int one(void) { return 1; }\nimport "C"\n\nvar one = C.one()\n');
    machine.policy('smoke:\n  package: .\n');
    await machine.sh('mkdir ~/bin && ln -s "$(command -v sh)" "$(command -v cat)" ~/bin/');
    machine.set({ CGO_ENABLED: '1', PATH: `${await machine.goroot()}/bin:${machine.home}/bin` });
  },
};
