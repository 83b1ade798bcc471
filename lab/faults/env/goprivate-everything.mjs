export default {
  name: 'GOPRIVATE=*',
  cause: 'checksum-database-off',
  why: 'every module counts as private, so none is checked',
  anywhere: true,
  break: (machine) => machine.set({ GOPRIVATE: '*' }),
};
