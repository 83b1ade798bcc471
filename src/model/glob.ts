/**
 * Whether a text is what a pattern stands for: `*` is anything but a slash, `**` anything, `?` one character but a slash. Takes at most the
 * product of both lengths, whatever the pattern: policies come from pull requests too.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const parts = pattern.match(/\*\*|[\s\S]/gu) ?? [];
  const characters = [...text];
  /** For each place in the text, whether the parts so far reach it. */
  let reached = characters.map(() => false);
  let start = true;
  for (const part of parts) {
    const next: boolean[] = [];
    const star = part === '*' || part === '**';
    let before = start;
    start = star && start;
    let left = start;
    characters.forEach((character, at) => {
      const passes = part === '**' || (part === '*' || part === '?' ? character !== '/' : character === part);
      left = star ? Boolean(reached[at]) || (left && passes) : before && passes;
      next.push(left);
      before = Boolean(reached[at]);
    });
    reached = next;
  }
  return characters.length === 0 ? start : Boolean(reached.at(-1));
}
