import { closestMatch } from 'leven';

/** What a word may have been meant for, as the end of a sentence; or the words that are known, when they are few. */
export function suggest(word: string, known: readonly string[]): string {
  const near = didYouMean(word, known);
  if (near) return near;
  return known.length > 0 && known.length <= 12 ? `; expected one of ${known.join(', ')}` : '';
}

/** The known word that is nearest, when one is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = closestMatch(word.slice(0, 100), known as string[], { maxDistance: Math.min(2, Math.floor(word.length / 3)) });
  return near === undefined ? '' : `; did you mean "${near}"?`;
}

/** A text of the file on one short line. */
export function show(text: string): string {
  const clean = text.slice(0, 200).replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');
  return clean.length > 80 ? `${clean.slice(0, 80)}…` : clean;
}
