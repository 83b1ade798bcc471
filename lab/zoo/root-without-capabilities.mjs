export default {
  name: 'root without CAP_SYS_PTRACE',
  needs: 'setpriv',
  make(machine) {
    machine.wrap = ['setpriv', '--bounding-set=-sys_ptrace', '--inh-caps=-sys_ptrace'];
  },
};
