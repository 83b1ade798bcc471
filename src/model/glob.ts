/**
 * Whether a text is what a pattern stands for: `*` is anything but a slash, `**` anything, `?` one character but a slash. Takes at most the
 * product of both lengths, whatever the pattern: policies come from pull requests too.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const characters = [...text];
  const slash = Uint8Array.from(characters, (character) => Number(character === '/'));
  /** For each number of characters, whether the parts so far can stand for just those. */
  let reached = new Uint8Array(characters.length + 1);
  let next = new Uint8Array(characters.length + 1);
  reached[0] = 1;
  for (const part of pattern.match(/\*\*|[\s\S]/gu) ?? []) {
    const star = part === '*' || part === '**';
    let open = star ? (reached[0] as number) : 0;
    let any = open;
    next[0] = open;
    for (let at = 0; at < slash.length; at++) {
      const passes = part === '**' || (star || part === '?' ? slash[at] === 0 : characters[at] === part);
      open = star ? (reached[at + 1] as number) | (passes ? open : 0) : passes ? (reached[at] as number) : 0;
      any |= open;
      next[at + 1] = open;
    }
    if (any === 0) return false;
    [reached, next] = [next, reached];
  }
  return reached[characters.length] === 1;
}
