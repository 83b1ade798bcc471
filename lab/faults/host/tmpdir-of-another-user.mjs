export default {
  name: 'TMPDIR belongs to another user',
  cause: 'temp-unusable',
  why: 'TMPDIR was inherited from root by sudo -E or su',
  needs: 'setpriv',
  async break(machine) {
    machine.asNobody();
    await machine.sh('chown 0:0 "$TMPDIR" && chmod 700 "$TMPDIR"');
  },
};
