export default {
  name: 'a user without rights who can gain none',
  needs: 'setpriv',
  make: (machine) => machine.asNobody('--no-new-privs', '--bounding-set=-all'),
};
