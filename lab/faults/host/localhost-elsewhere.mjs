export default {
  name: 'localhost is another machine',
  cause: 'localhost-not-loopback',
  why: 'a line of /etc/hosts sends whoever dials localhost elsewhere, editors included',
  level: 'warning',
  needs: 'mounts',
  break(machine) {
    machine.write(`${machine.home}/hosts`, '192.0.2.7 localhost\n');
    machine.within(['-m'], `mount --bind ${machine.home}/hosts /etc/hosts`);
  },
};
