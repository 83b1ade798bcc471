export default {
  name: 'a cgroup with room for 14 threads',
  cause: 'process-limit',
  why: 'hardly a program can be started beside those that run',
  needs: 'cgroup',
  async break(machine) {
    await machine.ownTools();
    const group = `/sys/fs/cgroup/pids/${machine.folder.split('/').at(-1)}`;
    machine.undo(() => machine.sh(`rmdir ${group} 2>/dev/null || true`, { quiet: true }));
    machine.after(`mkdir -p ${group}; echo 14 > ${group}/pids.max; echo $$ > ${group}/cgroup.procs`);
  },
};
