import { once } from 'node:events';
import type { Scope } from '../system/scope.js';

const BLOCK = 512;

/**
 * Takes the first file whose name matches out of a Debian package. The package is unpacked only as far as that file:
 * a kernel comes before its modules, which are most of it.
 * @throws an error whose message says what is wrong with the package
 */
export async function fileOfDeb(
  deb: string,
  wanted: RegExp,
  { env, scope }: { env: NodeJS.ProcessEnv; scope: Scope },
): Promise<{ name: string; bytes: Buffer }> {
  const child = scope.spawn('dpkg-deb', ['--fsys-tarfile', deb], { env });
  let said = '';
  child.stderr?.on('data', (text) => {
    said += text;
  });
  const ended = once(child, 'close');
  ended.catch(() => {});
  const found = child.stdout ? await fileOfTar(child.stdout, wanted) : undefined;
  if (found) return found;
  await ended;
  scope.signal.throwIfAborted();
  throw new Error(`${said.trim() || 'it holds no such file'} (looked for ${wanted.source})`);
}

/** Reads a tar file as it comes until a file matches; leaving the loop ends the stream, and with it who writes it. */
export async function fileOfTar(stream: AsyncIterable<Buffer>, wanted: RegExp): Promise<{ name: string; bytes: Buffer } | undefined> {
  let head = Buffer.alloc(0);
  let skip = 0;
  let found: { name: string; size: number; pieces: Buffer[]; missing: number } | undefined;
  for await (const chunk of stream) {
    let rest = chunk;
    while (rest.length > 0) {
      if (found) {
        const piece = rest.subarray(0, found.missing);
        found.pieces.push(piece);
        found.missing -= piece.length;
        if (found.missing === 0) return { name: found.name, bytes: Buffer.concat(found.pieces) };
        break;
      }
      const skipped = Math.min(skip, rest.length);
      skip -= skipped;
      rest = rest.subarray(skipped);
      const part = rest.subarray(0, BLOCK - head.length);
      head = Buffer.concat([head, part]);
      rest = rest.subarray(part.length);
      if (head.length < BLOCK) break;
      const entry = readEntry(head);
      head = Buffer.alloc(0);
      if (entry.file && entry.size > 0 && wanted.test(entry.name)) found = { ...entry, pieces: [], missing: entry.size };
      else skip = Math.ceil(entry.size / BLOCK) * BLOCK;
    }
  }
  return undefined;
}

function readEntry(head: Buffer): { name: string; size: number; file: boolean } {
  const text = (at: number, length: number) => head.toString('latin1', at, at + length).replace(/\0.*$/s, '');
  const type = text(156, 1);
  return { name: text(0, 100), size: Number.parseInt(text(124, 12), 8) || 0, file: type === '0' || type === '' };
}
