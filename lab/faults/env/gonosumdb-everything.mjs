export default {
  name: 'GONOSUMDB=* by go env -w',
  cause: 'checksum-database-off',
  why: 'a note for a company’s network said so: it holds for public modules too',
  at: '.config/go/env:1',
  break: (machine) => machine.goenv('GONOSUMDB=*\n'),
};
