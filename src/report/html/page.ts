import type { GateReport } from '../../model/gate.js';
import type { Report, Verdict } from '../../model/report.js';
import { shorten } from '../sanitize.js';
import { SCRIPT, SCRIPT_HASH, STYLE, STYLE_HASH } from './assets.js';
import { chainSection } from './chain.js';
import { findingsSection } from './filters.js';
import { findingCards } from './findings.js';
import { checksSection, legsSection } from './legs.js';
import { html, Markup } from './markup.js';
import { matrixSection } from './matrix.js';
import { type View, viewOfCheck, viewOfGate } from './view.js';

/** Nothing is loaded, sent or framed, and nothing runs but our own script. https://www.w3.org/TR/CSP3/ */
const POLICY = [
  "default-src 'none'",
  `script-src '${SCRIPT_HASH}'`,
  `style-src '${STYLE_HASH}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const VERDICTS: Record<Verdict, { mark: string; word: string }> = {
  pass: { mark: '✓', word: 'Pass' },
  fail: { mark: '✗', word: 'Fail' },
  error: { mark: '!', word: 'Error' },
};
const MAX_FIXED = 200;

/** The report of a gate as one HTML file, which loads nothing and can be opened from a disk. */
export function toHtml(report: GateReport): string {
  return page(viewOfGate(report));
}

/** The report of a single check as the same page. @param report with paths as the repository names them (`relativeTo`) */
export function checkToHtml(report: Report): string {
  return page(viewOfCheck(report));
}

function page(view: View): string {
  const { verdict, says, version, findings, fixed, legs, checks, matrix } = view;
  const { mark, word } = VERDICTS[verdict];
  const held = findingCards(view);
  const nav = [
    ['chain', 'Chain'],
    ...(checks.length > 0 ? [['checks', 'Checks']] : []),
    ...(matrix && matrix.rows.length > 0 ? [['matrix', 'Matrix']] : []),
    ['findings', `Findings ${findings.length}`],
    ...(legs.length > 0 ? [['legs', `Legs ${legs.length}`]] : []),
    ...(fixed && fixed.length > 0 ? [['fixed', `Fixed ${fixed.length}`]] : []),
  ] as [string, string][];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>delve-gate: ${word}: ${shorten(says, 200)}</title>
<style>${new Markup(STYLE)}</style>
<script>${new Markup(SCRIPT)}</script>
</head>
<body>
<a class="skip" href="#main">Skip to the result</a>
<header class="top"><div class="inner"><p class="brand">${BRAND}<span>delve-gate</span></p>
<nav aria-label="On this page"><ul>${nav.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<button type="button" id="theme" class="button scripted">Theme</button></div></header>
<main id="main" tabindex="-1">
<section class="verdict ${verdict}" aria-labelledby="verdict"><span class="seal" aria-hidden="true">${mark}</span><div>
<h1 id="verdict">${word}: ${shorten(says, 300)}</h1>${lead(view)}
<dl class="about">${view.about.map(({ name, value, code }) => html`<div><dt>${name}</dt><dd>${code ? html`<code>${shorten(value, 200)}</code>` : shorten(value, 200)}</dd></div>`)}</dl></div></section>
${chainSection(view, held.cards.length)}
${checksSection(view)}
${matrixSection(view)}
${findingsSection(view, held)}
${legsSection(view)}
${fixedSection(view)}
</main>
<footer class="bottom"><p>Made by delve-gate ${version}. What it quotes of the branch is shown as text; read a command before you run it.</p></footer>
<p id="said" class="unseen" role="status"></p>
</body>
</html>
`.text;
}

/** What to know first: the gravest cause, and where it is. */
function lead({ findings, legs }: View): Markup | false {
  const [first] = findings;
  if (first?.level !== 'error') return false;
  const on = first.legs.length > 0 && legs.length > 1 ? `, on ${first.legs.length} of ${legs.length} legs` : '';
  return html`<p class="lead"><a href="#finding-1">${shorten(first.title, 300)}</a>${on}.</p>`;
}

function fixedSection({ fixed }: View): Markup | false {
  if (!fixed || fixed.length === 0) return false;
  const items = fixed
    .slice(0, MAX_FIXED)
    .map(({ cause, title }) => html`<li><code>${shorten(cause, 100)}</code> ${shorten(title, 300)}</li>`);
  const left = fixed.length - items.length;
  return html`<section aria-labelledby="fixed"><h2 id="fixed">Fixed since the base branch</h2><ul class="fixed">${items}</ul>${left > 0 && html`<p class="more">+${left} more in the report file.</p>`}</section>`;
}

/** A breakpoint on a line of code. */
const BRAND = html`<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><circle cx="6" cy="12" r="5" class="dot"/><path d="M13 7h9M14 12h8M13 17h6" class="code"/></svg>`;
