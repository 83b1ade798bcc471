import { element, page, whenRead } from './start.js';

const KEY = 'delve-gate-theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
const now = () => page.dataset.theme ?? (dark.matches ? 'dark' : 'light');

/** Where a page may keep nothing, the choice lasts as long as the page. */
const kept = (value?: string): string | null => {
  try {
    if (value !== undefined) localStorage.setItem(KEY, value);
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
};

const before = kept();
if (before === 'dark' || before === 'light') page.dataset.theme = before;

whenRead(() => {
  const button = element('theme');
  if (!button) return;
  const label = () => {
    button.textContent = now() === 'dark' ? 'Light theme' : 'Dark theme';
  };
  button.addEventListener('click', () => {
    page.dataset.theme = now() === 'dark' ? 'light' : 'dark';
    kept(page.dataset.theme);
    label();
  });
  dark.addEventListener('change', label);
  label();
});
