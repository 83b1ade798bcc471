/** Finds many words in a text at once, whatever their case: in one pass, however many words there are (Aho and Corasick, 1975). */
export class Literals {
  private readonly classes = new Uint16Array(65_536);
  private readonly width: number;
  /** For each state and each class of letters, the next state. */
  private readonly next: Int32Array;
  /** For each state, the words that end there. */
  private readonly ends: (number[] | undefined)[];

  /** @param words in lower case */
  constructor(private readonly words: readonly string[]) {
    this.width = this.classify(words.join(''));
    const states = 1 + words.reduce((sum, word) => sum + word.length, 0);
    this.next = new Int32Array(states * this.width);
    this.ends = new Array(states);
    this.grow();
    this.link();
  }

  /** Tells of each place where a word ends. */
  find(text: string, found: (word: number, end: number) => void): void {
    const { classes, width, next, ends } = this;
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      state = next[state * width + (classes[text.charCodeAt(at)] as number)] as number;
      const here = ends[state];
      if (here) for (const word of here) found(word, at + 1);
    }
  }

  /** A number for each letter of the words, the same for its capital; 0 is for all others. */
  private classify(letters: string): number {
    let count = 1;
    for (const letter of new Set(letters)) {
      this.classes[letter.charCodeAt(0)] = count;
      const capital = letter.toUpperCase();
      if (capital.length === 1 && capital.toLowerCase() === letter) this.classes[capital.charCodeAt(0)] = count;
      count++;
    }
    return count;
  }

  private grow(): void {
    let states = 1;
    this.words.forEach((word, index) => {
      let state = 0;
      for (let at = 0; at < word.length; at++) {
        const edge = state * this.width + (this.classes[word.charCodeAt(at)] as number);
        if (this.next[edge] === 0) this.next[edge] = states++;
        state = this.next[edge] as number;
      }
      this.ends[state] = [...(this.ends[state] ?? []), index];
    });
  }

  /** Where a word cannot go on, the longest end of what was read that starts a word does. */
  private link(): void {
    const fail = new Int32Array(this.ends.length);
    const queue: number[] = [];
    for (let letter = 0; letter < this.width; letter++) {
      const child = this.next[letter] as number;
      if (child !== 0) queue.push(child);
    }
    for (let head = 0; head < queue.length; head++) {
      const state = queue[head] as number;
      const other = fail[state] as number;
      const more = this.ends[other];
      if (more) this.ends[state] = [...(this.ends[state] ?? []), ...more];
      for (let letter = 0; letter < this.width; letter++) {
        const edge = state * this.width + letter;
        const fallback = this.next[other * this.width + letter] as number;
        const child = this.next[edge] as number;
        if (child === 0) this.next[edge] = fallback;
        else {
          fail[child] = fallback;
          queue.push(child);
        }
      }
    }
  }
}
