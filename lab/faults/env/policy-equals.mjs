export default {
  name: 'a value that is not the one of the policy',
  cause: 'go-env-policy',
  why: 'the project is built with cgo off, and this machine has it on',
  needs: 'gcc',
  at: 'project/delve-gate.yml:4',
  break: (machine) => machine.policy('env:\n  CGO_ENABLED:\n    equals: "0"\n'),
};
