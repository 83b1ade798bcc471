import { OTHER_ARCH } from '../machine.mjs';

export default {
  name: 'GOBIN while GOARCH is another',
  cause: 'gobin-cross-compile',
  why: 'go install puts what is for another machine beside GOBIN, and never into it',
  async say(terminal, machine) {
    await machine.dlv('1.27.2');
    await terminal.run(`GOBIN=${machine.home}/bin GOARCH=${OTHER_ARCH} go install github.com/go-delve/delve/cmd/dlv@v1.27.2`);
  },
};
