export default {
  name: 'an experiment that this Go does not know any more',
  cause: 'go-env-fails',
  why: 'GOEXPERIMENT=synctest was for Go 1.24; since 1.25 it is part of Go, and the name an error',
  break: (machine) => machine.set({ GOEXPERIMENT: 'synctest' }),
};
