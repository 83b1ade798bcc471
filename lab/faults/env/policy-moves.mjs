import { join } from 'node:path';

export default {
  name: 'a policy of another repository, by the name of a branch',
  cause: 'policy-moves',
  level: 'warning',
  why: 'whoever pushes to that branch changes what is checked here',
  at: 'project/delve-gate.yml:2',
  break: (machine) => {
    machine.write('../policies/go.yml', 'version: 1\nenv:\n  GOPATH: { single: true }\n');
    machine.policy('extends: acme/policies/go.yml@main\n');
    return { args: ['--layer', `acme/policies=${join(machine.home, 'policies')}`] };
  },
};
