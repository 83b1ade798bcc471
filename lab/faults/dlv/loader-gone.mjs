import { ARCH } from '../../machine.mjs';

export default {
  name: 'a dlv whose loader is gone',
  cause: 'libc-mismatch',
  why: 'NixOS and images without a C library have no loader where the program looks for it',
  needs: 'gcc',
  async break(machine) {
    const loader = ARCH === 'arm64' ? '/lib/ld-linux-aarch64.so.1' : '/lib64/ld-linux-x86-64.so.2';
    await machine.putDlv('1.27.2', undefined, `${machine.home}/bin`, { cgo: true });
    await machine.sh(`sed -i 's#${loader}#${loader.replace('ld-', 'no-')}#' ~/bin/dlv`);
    machine.before(`${machine.home}/bin`);
  },
};
