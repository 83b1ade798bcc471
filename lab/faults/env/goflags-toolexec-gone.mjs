export default {
  name: 'GOFLAGS names a -toolexec that is gone',
  cause: 'goflags-invalid',
  why: 'a tracing tool was installed, set by go env -w, and removed',
  anywhere: true,
  at: '.config/go/env:1',
  break: (machine) => machine.goenv('GOFLAGS=-toolexec=no-such-tracer\n'),
};
