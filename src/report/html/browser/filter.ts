import { element, whenRead } from './start.js';

/** What is filtered by; the address carries it, so that a view can be handed on. */
interface State {
  levels: string[];
  link: string;
  place: string;
  text: string;
}

const select = (id: string) => element<HTMLSelectElement>(id);
const boxes = () => [...document.querySelectorAll<HTMLInputElement>('input[name="level"]')];
let cards: HTMLElement[] = [];
const texts = new Map<HTMLElement, string>();

/** The words of a finding without our own labels: who looks for "fix" means theirs. */
const textOf = (card: HTMLElement): string => {
  const known = texts.get(card);
  if (known !== undefined) return known;
  const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest('dt, summary, caption, thead') && !node.parentElement.closest('.seen')
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  let text = '';
  while (walker.nextNode()) text += `${walker.currentNode.nodeValue} `;
  texts.set(card, text.toLowerCase());
  return text.toLowerCase();
};

/** Whether a list of places such as "0-3 7" holds one. */
const holds = (ranges: string, place: number): boolean =>
  ranges.split(' ').some((each) => {
    const [from, to = from] = each.split('-');
    return from !== '' && Number(from) <= place && place <= Number(to);
  });

/** "leg=linux-amd64" as kind and name. */
const parted = (place: string): [string, string] => {
  const at = place.indexOf('=');
  return [place.slice(0, at), place.slice(at + 1)];
};

const read = (): State => ({
  levels: boxes().flatMap((box) => (box.checked ? box.value : [])),
  link: select('link')?.value ?? '',
  place: select('place')?.value ?? '',
  text: element<HTMLInputElement>('text')?.value ?? '',
});

/** Puts a value into a select when it is one of its own: an address may say anything. */
const choose = (field: HTMLSelectElement | null, value: string): void => {
  if (field) field.value = [...field.options].some((option) => option.value === value) ? value : '';
};

const write = (state: State): void => {
  for (const box of boxes()) box.checked = state.levels.includes(box.value);
  choose(select('link'), state.link);
  choose(select('place'), state.place);
  const text = element<HTMLInputElement>('text');
  if (text) text.value = state.text;
};

const everything = (): State => ({ levels: boxes().map(({ value }) => value), link: '', place: '', text: '' });

const apply = (): void => {
  const { levels, link, place, text } = read();
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const [kind] = parted(place);
  const group = [...(select('place')?.options ?? [])].filter(({ value }) => parted(value)[0] === kind);
  const at = group.findIndex(({ value }) => value === place);
  let shown = 0;
  for (const card of cards) {
    const { level = '', link: own = '', legs = '', targets = '' } = card.dataset;
    const fits =
      levels.includes(level) &&
      (link === '' || own === link) &&
      (place === '' || holds(kind === 'leg' ? legs : targets, at)) &&
      words.every((word) => textOf(card).includes(word));
    card.hidden = !fits;
    if (fits) shown++;
  }
  const count = element('shown');
  const told = count?.dataset.all ?? '';
  if (count) count.textContent = `${shown} ${told}`;
  const nothing = element('nothing');
  if (nothing) nothing.hidden = shown > 0;
};

const toHash = ({ levels, link, place, text }: State): string => {
  const parts = [
    ...(levels.length < boxes().length ? [['level', levels.join(',') || 'none']] : []),
    ...(link === '' ? [] : [['link', link]]),
    ...(place === '' ? [] : [parted(place)]),
    ...(text.trim() === '' ? [] : [['text', text.trim()]]),
  ];
  return parts.map(([key = '', value = '']) => `${key}=${encodeURIComponent(value)}`).join('&');
};

/** @returns undefined when the address names a place of the page, and no filter */
const fromHash = (): State | undefined => {
  if (!location.hash.includes('=')) return undefined;
  const given = new URLSearchParams(location.hash.slice(1));
  const all = everything();
  const kind = ['leg', 'target'].find((each) => given.has(each));
  return {
    levels: given.get('level')?.split(',') ?? all.levels,
    link: given.get('link') ?? '',
    place: kind === undefined ? '' : `${kind}=${given.get(kind)}`,
    text: given.get('text') ?? '',
  };
};

const changed = (): void => {
  apply();
  const hash = toHash(read());
  history.replaceState(null, '', `${location.href.split('#')[0]}${hash === '' ? '' : `#${hash}`}`);
};

const follow = (): void => {
  const state = fromHash();
  if (state) write(state);
  const card = state ? null : document.getElementById(location.hash.slice(1));
  // A finding that is linked to is shown, whatever was filtered.
  if (card?.hidden) write(everything());
  apply();
  if (card && cards.includes(card)) {
    const rest = card.querySelector<HTMLDetailsElement>('.rest');
    if (rest) rest.open = true;
    card.scrollIntoView();
  }
  if (state) element('findings')?.scrollIntoView();
};

whenRead(() => {
  cards = [...document.querySelectorAll<HTMLElement>('.finding')];
  const filters = document.querySelector('.filters');
  if (!filters) return;
  filters.addEventListener('input', changed);
  element('reset')?.addEventListener('click', () => {
    write(everything());
    changed();
  });
  addEventListener('hashchange', follow);
  if (location.hash !== '') follow();
});
