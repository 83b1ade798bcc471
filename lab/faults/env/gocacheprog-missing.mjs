export default {
  name: 'GOCACHEPROG does not exist',
  cause: 'home-gocache-unusable',
  why: 'the program that keeps the build cache was uninstalled',
  at: '.config/go/env:1',
  break: (machine) => machine.goenv('GOCACHEPROG=/no/such/cache\n'),
};
