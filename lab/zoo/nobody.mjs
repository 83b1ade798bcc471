export default {
  name: 'a user without rights',
  needs: 'setpriv',
  make: (machine) => machine.asNobody(),
};
