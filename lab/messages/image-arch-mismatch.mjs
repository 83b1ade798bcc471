import { OTHER_ARCH } from '../machine.mjs';

export default {
  name: 'a program for another CPU',
  cause: 'image-arch-mismatch',
  why: 'an image or a program for another architecture, and nothing emulates it',
  shared: true,
  async say(terminal) {
    await terminal.run(`GOARCH=${OTHER_ARCH} go build -o app .`);
    await terminal.run('./app', { shell: '/bin/bash' });
  },
};
