import { unzipSync } from 'fflate';

/**
 * The one JSON file of a zip. What a file says to be large is not unpacked, and no more of it than it said.
 * @param limit bytes of that file at most
 * @throws Error when it is no zip, holds no JSON file or several, or too large a one
 */
export function jsonInZip(zip: Uint8Array, limit: number): string {
  const named: { name: string; originalSize: number }[] = [];
  const files = unzipSync(zip, {
    filter: ({ name, originalSize }) => {
      if (!name.endsWith('.json')) return false;
      named.push({ name, originalSize });
      return named.length === 1 && originalSize <= limit;
    },
  });
  const [first, ...more] = named;
  if (!first) throw new Error('it holds no JSON file');
  if (more.length > 0) throw new Error(`it holds ${named.length} JSON files`);
  if (first.originalSize > limit) throw new Error(`its file has ${first.originalSize} bytes; at most ${limit} are read`);
  return new TextDecoder('utf-8', { fatal: true }).decode(files[first.name]);
}
