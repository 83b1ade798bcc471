export default {
  name: 'GOPRIVATE=*',
  cause: 'checksum-database-off',
  why: 'every module counts as private, so none is checked',
  break: (machine) => machine.set({ GOPRIVATE: '*' }),
};
