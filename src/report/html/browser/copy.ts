import { say } from './start.js';

/** What is copied is what is seen. Where the clipboard is not to be had, the line is selected for the reader to copy. */
const copy = async (button: HTMLElement): Promise<void> => {
  const line = button.previousElementSibling;
  if (!line) return;
  for (const each of document.querySelectorAll('.copied')) each.classList.remove('copied');
  try {
    await navigator.clipboard.writeText(line.textContent ?? '');
    button.classList.add('copied');
    say('Copied.');
  } catch {
    getSelection()?.selectAllChildren(line);
    say('Selected. Copy it with your keyboard.');
  }
};

document.addEventListener('click', (event) => {
  const button = (event.target as Element).closest<HTMLElement>('.copy');
  if (button) void copy(button);
});
