export default {
  name: 'a cgroup with room for 19 threads',
  cause: 'process-limit',
  why: 'the go command starts compilers side by side, and each has threads of its own',
  needs: 'cgroup',
  async break(machine) {
    await machine.ownTools();
    const group = `/sys/fs/cgroup/pids/${machine.folder.split('/').at(-1)}`;
    machine.undo(() => machine.sh(`rmdir ${group} 2>/dev/null || true`, { quiet: true }));
    machine.after(`mkdir -p ${group}; echo 19 > ${group}/pids.max; echo $$ > ${group}/cgroup.procs`);
  },
};
