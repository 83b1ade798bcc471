import { ARCH } from '../../machine.mjs';

export default {
  name: 'a dlv that was built on Alpine',
  cause: 'libc-mismatch',
  why: 'a program linked with cgo names the loader of its own C library, and this system has the other one',
  needs: 'gcc',
  async break(machine) {
    const musl =
      ARCH === 'arm64'
        ? ['/lib/ld-linux-aarch64.so.1', '/lib/no-musl-aarch64.so.1']
        : ['/lib64/ld-linux-x86-64.so.2', '/lib/no-musl-x86_64.so.1\\x00\\x00'];
    await machine.putDlv('1.27.2', undefined, `${machine.home}/bin`, { cgo: true });
    await machine.sh(`sed -i 's#${musl[0]}#${musl[1]}#' ~/bin/dlv`);
    machine.before(`${machine.home}/bin`);
  },
};
