export default {
  name: 'a cgroup with room for 22 threads',
  cause: 'process-limit',
  why: 'docker run --pids-limit counts threads too, and dlv needs a dozen beside those of its client',
  needs: 'cgroup',
  async break(machine) {
    await machine.ownTools();
    const group = `/sys/fs/cgroup/pids/${machine.folder.split('/').at(-1)}`;
    machine.undo(() => machine.sh(`rmdir ${group} 2>/dev/null || true`, { quiet: true }));
    machine.after(`mkdir -p ${group}; echo 22 > ${group}/pids.max; echo $$ > ${group}/cgroup.procs`);
  },
};
