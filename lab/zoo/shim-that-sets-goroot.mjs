export default {
  name: 'a shim that sets GOROOT, GOPATH and GOBIN for the version that it starts',
  async make(machine) {
    const goroot = await machine.goroot();
    const own = `${machine.home}/.asdf/installs/golang/packages`;
    machine.program(
      `${machine.home}/.asdf/shims/go`,
      `#!/bin/sh\nexport GOROOT=${goroot} GOPATH=${own} GOBIN=${own}/bin\nexec ${goroot}/bin/go "$@"\n`,
    );
    machine.before(`${machine.home}/.asdf/shims`);
  },
};
