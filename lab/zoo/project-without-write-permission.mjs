export default {
  name: 'a project folder without the permission to write',
  make: (machine) => machine.sh('chmod 555 .'),
};
