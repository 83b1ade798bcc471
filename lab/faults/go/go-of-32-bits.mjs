import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { KEPT } from '../../machine.mjs';

export default {
  name: 'a Go for 386 on an amd64 machine',
  cause: 'go-32bit-on-64bit-host',
  why: 'the archive for 386 was taken: the kernel runs it, and what it builds are 32-bit programs',
  needs: '386',
  async break(machine) {
    const kept = join(KEPT, 'lab', `go-386-${await machine.sh('go env GOVERSION', { quiet: true })}`);
    const own = `${kept}.${process.pid}`;
    if (!existsSync(kept)) {
      await machine.sh(`go build -o ${own} cmd/go`, { env: { GOARCH: '386', CGO_ENABLED: '0' }, quiet: true });
      renameSync(own, kept);
    }
    const tree = await machine.copyGoroot();
    machine.shown.push(`GOARCH=386 CGO_ENABLED=0 go build -o ${tree}/bin/go cmd/go`);
    copyFileSync(kept, join(tree, 'bin', 'go'));
  },
};
