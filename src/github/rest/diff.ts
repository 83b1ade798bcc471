/**
 * The lines that a patch of GitHub's shows on the side of the change, by their number there: those added and those around them.
 * A review may speak of these lines and no others.
 * https://docs.github.com/en/rest/pulls/comments#create-a-review-comment-for-a-pull-request
 */
export function linesInPatch(patch: string): Map<number, string> {
  const lines = new Map<number, string>();
  let at = 0;
  for (const line of patch.split('\n')) {
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (hunk) at = Number(hunk[1]);
    else if (at > 0 && /^[ +]/.test(line)) lines.set(at++, line.slice(1));
  }
  return lines;
}
