/** Absolute on any system, so that a report from another one can be judged here. */
export function isAbsolutePath(path: string): boolean {
  return /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(path);
}

/** With slashes for backslashes, and none at the end. A regular expression would look at each row of slashes over and over. */
export function withoutEndingSlashes(path: string): string {
  const slashed = path.replaceAll('\\', '/');
  let end = slashed.length;
  while (end > 0 && slashed[end - 1] === '/') end--;
  return slashed.slice(0, end);
}

/** Whether a path is one of these folders or below it, by its text. */
export function isUnder(path: string, folders: readonly string[], caseless = false): boolean {
  return below(folders, caseless)(path);
}

/** The same for many paths: each is cut where a folder could end, and looked up. */
export function below(folders: readonly string[], caseless = false): (path: string) => boolean {
  const normal = (path: string) => (caseless ? withoutEndingSlashes(path).toLowerCase() : withoutEndingSlashes(path));
  const known = new Set(folders.map(normal));
  const lengths = [...new Set([...known].map(({ length }) => length))];
  return (path) => {
    const own = normal(path);
    return lengths.some((length) => (length === own.length || own[length] === '/') && known.has(own.slice(0, length)));
  };
}
