import { needsModule } from '../../machine.mjs';

export default {
  name: 'a go.sum that knows another checksum',
  cause: 'module-checksum-mismatch',
  why: 'the tag was moved after go.sum was written, or a merge took the wrong line',
  at: 'project/go.mod:1',
  break: (machine) => needsModule(machine, 'h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='),
};
