export default {
  name: 'GOBIN that is not on PATH',
  cause: 'gobin-not-on-path',
  why: 'what go install puts there does not start',
  level: 'note',
  at: '.config/go/env:1',
  break: (machine) => machine.goenv(`GOBIN=${machine.home}/tools/bin\n`),
};
