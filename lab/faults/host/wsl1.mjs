export default {
  name: 'a kernel that is WSL 1',
  cause: 'wsl1-unsupported',
  why: 'WSL 1 translates system calls, and has no working ptrace',
  needs: 'mounts',
  async break(machine) {
    const version = machine.write(
      `${machine.home}/version`,
      'Linux version 4.4.0-19041-Microsoft (Microsoft@Microsoft.com) #1237-Microsoft\n',
    );
    const tool = await machine.tool('seccomp');
    return { wrap: ['unshare', '-m', '/bin/sh', '-euc', `mount --bind ${version} /proc/version\nexec ${tool} ptrace ENOSYS "$@"`, 'sh'] };
  },
};
