import type { GateFinding } from '../../model/gate.js';
import type { Level } from '../../model/report.js';
import { pageOfOurs } from '../pages.js';
import { shorten } from '../sanitize.js';
import { html, lines, type Markup } from './markup.js';

export const LEVELS: Record<Level, { mark: string; word: string }> = {
  error: { mark: '✗', word: 'Error' },
  warning: { mark: '▲', word: 'Warning' },
  note: { mark: 'i', word: 'Note' },
};
/** Findings that lie open; with more of them the rest shows what it is, and opens by a click. */
const OPEN = 25;
/** Names of legs that are written out. */
const NAMED = 12;
/** How long a text, and how many of a kind. */
interface Limits {
  text: number;
  items: number;
}
const WHOLE: Limits = { text: 1500, items: 30 };
/** No finding may push others off the page: one that takes more is shortened. */
const MAX_CARD = 40_000;
const SHORTENED: Limits = { text: 200, items: 3 };

/** Where a finding stands. */
interface Standing {
  /** Its place in the list. */
  at: number;
  /** How many legs there are; 0 for a check. */
  total: number;
  /** The places of its legs and targets, for the filters. */
  legs: string;
  targets: string;
}

/** The id of a finding on the page, by its place in the list. */
export function findingId(at: number): string {
  return `finding-${at + 1}`;
}

/** A finding with all that there is to it. */
export function card(finding: GateFinding, standing: Standing): Markup {
  const whole = made(finding, standing, WHOLE);
  return whole.text.length <= MAX_CARD ? whole : made(finding, standing, SHORTENED);
}

function made(finding: GateFinding, { at, total, legs, targets }: Standing, limits: Limits): Markup {
  const { level, link, cause, title, target, change, confidence } = finding;
  const { mark, word } = LEVELS[level];
  const id = findingId(at);
  const page = pageOfOurs(finding.page);
  const body = html`<dl>${facts(finding, total, limits)}</dl>${details(finding, limits)}${limits === SHORTENED && html`<p class="more">It is long; the whole is in the report file.</p>`}${page !== undefined && html`<p class="page"><a href="${page}" rel="noopener noreferrer">About <code>${shorten(cause, 100)}</code></a></p>`}`;
  return html`<article class="finding ${level}" id="${id}" aria-labelledby="${id}-title" data-level="${level}" data-link="${link}" data-legs="${legs}" data-targets="${targets}">
<header><p class="tags"><span class="level"><b aria-hidden="true">${mark}</b> ${word}</span><code class="cause">${shorten(cause, 100)}</code><span class="tag">${link === 'gate' ? 'the gate itself' : `link ${link}`}</span>${target !== undefined && html`<span class="tag">${shorten(target, 100)}</span>`}${confidence !== 'certain' && html`<span class="tag">${confidence}</span>`}${change !== undefined && html`<span class="tag change ${change}">${change}</span>`}</p>
<h3 id="${id}-title"><a href="#${id}">${shorten(title, 300)}</a></h3></header>
${at < OPEN ? body : html`<details class="rest"><summary>What was found, and what mends it${total > 0 && ` (${where(finding, total)})`}</summary>${body}</details>`}</article>
`;
}

function facts(finding: GateFinding, total: number, limits: Limits): Markup[] {
  const { text, items } = limits;
  const { found, expected, location, fix, consequences, apart } = finding;
  const rows: [string, Markup | false][] = [
    ['Found', html`<p>${shorten(found, text)}</p>`],
    ['Expected', html`<p>${shorten(expected, text)}</p>`],
    [
      'Where',
      location !== undefined &&
        html`<p><code>${`${shorten(location.file, 300)}:${location.line}${location.column ? `:${location.column}` : ''}`}</code></p>`,
    ],
    ['Legs', total > 0 && legsOf(finding, total)],
    ['Fix', fix.length > 0 && fixes(fix, limits)],
    [
      'Breaks',
      consequences.length > 0 &&
        html`<p>${consequences.slice(0, items).map((each) => html`<code class="consequence">${shorten(each, 100)}</code> `)}${more(consequences, items)}</p>`,
    ],
    ['Differs', apart.length > 0 && setApart(apart, items)],
  ];
  return rows.map(([name, value]) => (value === false ? html`` : html`<div><dt>${name}</dt><dd>${value}</dd></div>`));
}

function more(all: readonly unknown[], shown: number): Markup | false {
  return all.length > shown && html`<span class="sub">+${all.length - shown} more</span>`;
}

function where({ legs }: GateFinding, total: number): string {
  if (legs.length === 0) return 'no leg in particular';
  return total > 1 && legs.length === total ? `all ${total} legs` : `${legs.length} of ${total} legs`;
}

function legsOf(finding: GateFinding, total: number): Markup {
  const { legs } = finding;
  const names = legs.length === total && total > NAMED ? [] : legs.slice(0, NAMED);
  return html`<p>${where(finding, total)}</p>${names.length > 0 && html`<ul class="names">${names.map((name) => html`<li><code>${shorten(name, 100)}</code></li>`)}${legs.length > names.length && html`<li>and ${legs.length - names.length} more</li>`}</ul>`}`;
}

/** Each line by itself, with a button that the script brings to life. Half a command is not to be copied. */
function fixes(fix: readonly string[], { text, items }: Limits): Markup {
  const rows = fix.slice(0, items).map((each) => html`<li><code>${shorten(each, text)}</code>${each.length <= text && COPY}</li>`);
  return html`<ol class="fixes">${rows}</ol>${more(fix, items)}`;
}

const COPY = html`<button type="button" class="copy scripted" aria-label="Copy this line"><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><rect x="5.5" y="5.5" width="8" height="8" rx="1.5"/><path d="M10.5 3.5v-.5a1 1 0 0 0-1-1H3.5a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1H4"/><path class="done" d="m7.5 9.5 1.5 1.5 2.5-3"/></svg></button>`;

function setApart(apart: GateFinding['apart'], items: number): Markup {
  const rows = apart
    .slice(0, items)
    .map(
      ({ what, here, elsewhere }) =>
        html`<tr><th scope="row">${shorten(what, 100)}</th><td>${shorten(here.slice(0, items).join(', '), 300)}</td><td>${shorten(elsewhere.slice(0, items).join(', '), 300)}</td></tr>`,
    );
  return html`<table class="apart"><caption>What only these legs share</caption><thead><tr><th scope="col">Fact</th><th scope="col">There</th><th scope="col">Elsewhere</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** What is looked at second: what was seen, and the questions on the way. */
function details({ evidence, path }: GateFinding, { text, items }: Limits): Markup {
  const seen = evidence
    .slice(0, items)
    .map(({ what, value }) => html`<dt>${shorten(what, 200)}</dt><dd><pre>${lines(shorten(value, text))}</pre></dd>`);
  const steps = path
    .slice(0, items)
    .map(({ question, answer }) => html`<li><span>${shorten(question, 300)}</span> <b>${shorten(answer, 300)}</b></li>`);
  return html`${evidence.length > 0 && html`<details><summary>What was seen (${evidence.length})</summary><dl class="seen">${seen}</dl>${more(evidence, items)}</details>`}${path.length > 0 && html`<details><summary>The path that was walked (${path.length} ${path.length === 1 ? 'question' : 'questions'})</summary><ol class="walked">${steps}</ol></details>`}`;
}
