/** Heads of kernels, each with no more than its magic. */

export function put(parts: Record<number, string>, length = 1024): Buffer {
  const bytes = Buffer.alloc(length);
  for (const [at, text] of Object.entries(parts)) bytes.write(text, Number(at), 'latin1');
  return bytes;
}

/** An EFI program too, as the real one is. */
export function arm64Image(): Buffer {
  return put({ 0: 'MZ', 56: 'ARM\x64' });
}

export function bzImage(wide: boolean): Buffer {
  const bytes = put({ 0: 'MZ', 514: 'HdrS' });
  bytes.writeUInt16LE(wide ? 0x7f : 0, 0x236);
  return bytes;
}

export function elf(machine: number, little = true): Buffer {
  const bytes = put({ 0: '\x7fELF\x02' });
  bytes[5] = little ? 1 : 2;
  if (little) bytes.writeUInt16LE(machine, 18);
  else bytes.writeUInt16BE(machine, 18);
  return bytes;
}

export function pe(machine: number): Buffer {
  const bytes = put({ 0: 'MZ', 64: 'PE\0\0' });
  bytes.writeUInt32LE(0x40, 0x3c);
  bytes.writeUInt16LE(machine, 0x44);
  return bytes;
}

export function zboot(machine: number, by: string, payload: Buffer): Buffer {
  const head = pe(machine);
  head.write('zimg', 4);
  head.writeUInt32LE(head.length, 8);
  head.writeUInt32LE(payload.length, 12);
  head.write(by, 24);
  return Buffer.concat([head, payload]);
}
