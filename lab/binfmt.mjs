// Has the kernel start programs of an architecture under an emulator, in a user namespace of the check's own.

const AT = '/proc/sys/fs/binfmt_misc';
/** The first bytes of an ELF program: e_ident, e_type (ET_EXEC), e_machine; a mask leaves the ABI open, and ET_DYN is let in. */
const escaped = (bytes) => bytes.map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
const magic = (bits, machine) =>
  escaped([0x7f, 0x45, 0x4c, 0x46, bits / 32, 1, 1, ...Array(9).fill(0), 2, 0, machine & 0xff, machine >> 8]);
const MASK = escaped([...Array(7).fill(0xff), 0, ...Array(8).fill(0xff), 0xfe, 0xff, 0xff, 0xff]);

/** https://docs.kernel.org/admin-guide/binfmt-misc.html; `elf` is e_machine (elf.h), `more` what is done besides. */
export function withBinfmt(machine, { name, bits, elf, interpreter }, more = []) {
  const line = `:${name}:M::${magic(bits, elf)}:${MASK}:${interpreter}:`;
  machine.within(['-U', '-r', '-m'], [`mount -t binfmt_misc none ${AT}`, `printf %s "${line}" > ${AT}/register`, ...more].join('\n'));
}
