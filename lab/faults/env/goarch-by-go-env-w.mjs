import { OTHER_ARCH } from '../../machine.mjs';

export default {
  name: 'GOARCH of another machine by go env -w',
  cause: 'target-arch-mismatch',
  why: 'a cross build was set up once, and go env -w keeps it for all that comes',
  at: '.config/go/env:1',
  break: (machine) => machine.goenv(`GOARCH=${OTHER_ARCH}\n`),
};
