import { open } from 'node:fs/promises';

/** Go's linker puts its note among the first pages of a program. */
const START = 32 * 1024;
const NOTE_NAME = Buffer.from('Go\0\0');
const NOTE_TYPE = 4;

/**
 * Reads Go's build id of an ELF program, as `go tool buildid` does, which newer Gos would have to build first.
 * https://github.com/golang/go/blob/master/src/cmd/internal/buildid/note.go
 * @returns null when there is none
 * @throws the file system's error
 */
export async function goBuildId(path: string): Promise<string | null> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(START), 0, START, 0);
    return findNote(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

function findNote(head: Buffer): string | null {
  const u32 = (at: number) => (head[5] === 1 ? head.readUInt32LE(at) : head.readUInt32BE(at));
  for (let at = head.indexOf(NOTE_NAME); at >= 0; at = head.indexOf(NOTE_NAME, at + 1)) {
    if (at < 12 || u32(at - 12) !== NOTE_NAME.length || u32(at - 4) !== NOTE_TYPE) continue;
    const from = at + NOTE_NAME.length;
    return head.toString('latin1', from, from + u32(at - 8)) || null;
  }
  return null;
}
