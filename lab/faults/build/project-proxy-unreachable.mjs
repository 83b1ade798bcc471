import { needsModule } from '../../machine.mjs';

export default {
  name: "the project's module cannot be fetched",
  cause: 'module-download-blocked',
  why: 'the cache is empty, and nobody listens at the proxy that go env -w wrote',
  at: '.config/go/env:1',
  break(machine) {
    needsModule(machine);
    delete machine.env.GOPROXY;
    machine.goenv('GOPROXY=http://127.0.0.1:9\n');
  },
};
