/** A file of an initramfs. */
export interface Entry {
  /** Without a leading slash. */
  path: string;
  mode: number;
  data: Buffer;
}

const TRAILER = 'TRAILER!!!';

/**
 * Writes an archive in the "newc" form that the kernel unpacks as its first file system; the folders on the way are added.
 * The same files give the same bytes: no times, no owners, inodes by order.
 * https://docs.kernel.org/driver-api/early-userspace/buffer-format.html
 */
export function writeCpio(files: readonly Entry[]): Buffer {
  const folders = new Set(files.flatMap(({ path }) => parents(path)));
  const all: Entry[] = [
    ...[...folders].sort().map((path) => ({ path, mode: 0o40755, data: Buffer.alloc(0) })),
    ...files.map((file) => ({ ...file, mode: 0o100000 | file.mode })),
    { path: TRAILER, mode: 0, data: Buffer.alloc(0) },
  ];
  return Buffer.concat(all.flatMap((entry, at) => record(entry, entry.path === TRAILER ? 0 : at + 1)));
}

function record({ path, mode, data }: Entry, inode: number): Buffer[] {
  const name = Buffer.from(`${path}\0`);
  const links = (mode & 0o170000) === 0o040000 ? 2 : 1;
  const fields = [inode, mode, 0, 0, links, 0, data.length, 0, 0, 0, 0, name.length, 0];
  const header = Buffer.from(`070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`);
  return [header, name, padding(header.length + name.length), data, padding(data.length)];
}

function padding(length: number): Buffer {
  return Buffer.alloc((4 - (length % 4)) % 4);
}

function parents(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}
