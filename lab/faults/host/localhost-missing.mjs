export default {
  name: 'no localhost in /etc/hosts',
  cause: 'localhost-not-loopback',
  why: 'an image built from nothing has an /etc/hosts without it, and nobody else answers',
  level: 'warning',
  needs: 'mounts',
  break(machine) {
    machine.write(`${machine.home}/hosts`, '192.0.2.7 app\n');
    machine.write(`${machine.home}/nsswitch.conf`, 'hosts: files\n');
    machine.within(
      ['-m'],
      `mount --bind ${machine.home}/hosts /etc/hosts && mount --bind ${machine.home}/nsswitch.conf /etc/nsswitch.conf`,
    );
  },
};
