import { onlyGo } from '../support/guests.mjs';

export default {
  name: 'a qemu of 2020',
  cause: 'qemu-too-old',
  why: 'the oldest releases of distributions have a qemu that lacks what a guest needs',
  async break(machine) {
    machine.program(`${machine.home}/bin/qemu-system-aarch64`, '#!/bin/sh\necho QEMU emulator version 5.2.0\n');
    await onlyGo(machine, `${machine.home}/bin`);
  },
};
