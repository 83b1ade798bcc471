export default {
  name: 'a go command that is gccgo’s',
  cause: 'gccgo-toolchain',
  why: 'the package gccgo-go installs a go command whose compiler Delve does not know',
  break(machine) {
    const json = '{"GOROOT":"/usr","GOVERSION":"go1.18 gccgo (Debian 14.2.0-19) 14.2.0","GOOS":"linux","GOARCH":"amd64"';
    const tools = '"GOTOOLDIR":"/usr/lib/gcc/x86_64-linux-gnu/14"';
    machine.program(
      `${machine.home}/bin/go`,
      `#!/bin/sh\ncase "$1" in\nversion) echo 'go version go1.18 gccgo (Debian 14.2.0-19) 14.2.0 linux/amd64' ;;\nenv) echo '${json},${tools}}' ;;\n*) exit 1 ;;\nesac\n`,
    );
    machine.before(`${machine.home}/bin`);
  },
};
