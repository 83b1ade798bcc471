import { LINKS } from '../../model/chain.js';
import { againstBase } from '../result.js';
import { shorten } from '../sanitize.js';
import { LEVELS } from './card.js';
import type { Held } from './findings.js';
import { html, type Markup } from './markup.js';
import type { View } from './view.js';

/** With more findings a browser lays out only those that are near. */
const MANY = 50;

/** The findings, with what filters them. Without scripts all are shown, and the filters are not. */
export function findingsSection(view: View, { cards, left }: Held): Markup {
  return html`<section aria-labelledby="findings"><h2 id="findings" tabindex="-1">Findings</h2>${compared(view)}
${
  view.findings.length === 0
    ? html`<p class="calm">Nothing was found that keeps a person from debugging here.</p>`
    : html`${cards.length > 1 && filters(view, cards.length)}
<div id="cards"${cards.length > MANY && html` class="many"`}>${cards}</div>
<p id="nothing" class="calm" hidden>No finding ${left > 0 && 'on this page '}is like that. Take a filter off.</p>`
}${left > 0 && html`<p class="more">+${left} more in the report file.</p>`}</section>`;
}

function ofAll(count: number): string {
  return `of ${count} finding${count === 1 ? '' : 's'} shown`;
}

function filters({ findings, legs, targets }: View, cards: number): Markup {
  const levels = Object.entries(LEVELS)
    .map(([level, names]) => ({ level, ...names, count: findings.slice(0, cards).filter((each) => each.level === level).length }))
    .filter(({ count }) => count > 0)
    .map(
      ({ level, mark, word, count }) =>
        html`<label class="check ${level}"><input type="checkbox" autocomplete="off" name="level" value="${level}" checked><span><b aria-hidden="true">${mark}</b> ${word} <span class="count">${count}</span></span></label>`,
    );
  const found = new Set(findings.slice(0, cards).map(({ link }) => link));
  const links = (['gate', ...LINKS] as const).filter((link) => found.has(link));
  return html`<search class="filters scripted" aria-label="Findings">
<div class="field text"><label for="text">Text</label><input id="text" type="search" autocomplete="off" spellcheck="false" placeholder="a cause, a file, a variable"></div>
<fieldset class="field"><legend>Level</legend><div class="boxes">${levels}</div></fieldset>
<div class="field"><label for="link">Link</label><select id="link" autocomplete="off"><option value="">every link</option>${links.map((link) => html`<option value="${link}">${link === 'gate' ? 'the gate itself' : link}</option>`)}</select></div>
${
  legs.length + targets.length > 1 &&
  html`<div class="field"><label for="place">Leg or target</label><select id="place" autocomplete="off"><option value="">everywhere</option>${group('Targets', 'target', targets)}${group(
    'Legs',
    'leg',
    legs.map(({ name }) => name),
  )}</select></div>`
}
<button type="button" id="reset" class="button">Show all</button>
</search>
<p id="shown" class="shown" role="status" data-all="${ofAll(findings.length)}">${cards} ${ofAll(findings.length)}</p>`;
}

function group(label: string, kind: 'leg' | 'target', names: readonly string[]): Markup | false {
  const options = names.map((name) => html`<option value="${kind}=${name}">${shorten(name, 60)}</option>`);
  return names.length > 0 && html`<optgroup label="${label}">${options}</optgroup>`;
}

function compared(view: View): Markup | false {
  const text = againstBase(view);
  return text !== undefined && html`<p class="hint">${text}.</p>`;
}
