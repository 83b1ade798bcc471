export default {
  name: 'a folder that is not where the policy wants it',
  cause: 'go-env-policy',
  why: 'the policy names the folders that GOPATH may be below',
  at: 'project/delve-gate.yml:4',
  break: (machine) => machine.policy('env:\n  GOPATH:\n    under: [/opt]\n'),
};
