export default {
  name: 'a umask of 077',
  make: (machine) => machine.after('umask 077'),
};
