export default {
  name: 'no go.mod at all',
  make: (machine) => machine.sh('rm go.mod'),
};
