export default {
  name: 'GOEXPERIMENT names an experiment that this Go has not',
  cause: 'go-env-fails',
  why: 'experiments come and go with releases; go env fails, and so does every build',
  anywhere: true,
  break: (machine) => machine.set({ GOEXPERIMENT: 'nosuchexperiment' }),
};
