/** What the page's scripts share. scripts/html-assets.mjs makes one of them. */
export const page = document.documentElement;
/** Shows what needs a script, before anything is painted. */
page.dataset.scripted = '';

export function element<T extends HTMLElement>(id: string): T | null {
  return document.getElementById(id) as T | null;
}

/** Tells something to those who hear the page. */
export function say(text: string): void {
  const said = element('said');
  if (said) said.textContent = text;
}

export function whenRead(work: () => void): void {
  document.addEventListener('DOMContentLoaded', work);
}
