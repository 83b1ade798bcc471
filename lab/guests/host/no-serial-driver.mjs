import { ownKernel } from '../support/guests.mjs';

export default {
  name: 'a kernel without a driver for the serial line',
  cause: 'guest-init-failed',
  why: 'a small kernel of one’s own has no 8250 serial driver built in, or it is kept from starting',
  break: (machine) => ownKernel(machine, { append: 'initcall_blacklist=serial8250_init,serial_pci_driver_init' }),
};
