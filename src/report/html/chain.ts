import { CHAIN, type Link } from '../../model/chain.js';
import type { LinkState } from '../chain.js';
import { shorten } from '../sanitize.js';
import { findingId } from './card.js';
import { html, type Markup } from './markup.js';
import type { View } from './view.js';

/** How a link stands, for those who see no colours and for those who see nothing. */
const STATES: Record<LinkState, { mark: string; words: string }> = {
  holds: { mark: '✓', words: 'holds' },
  broken: { mark: '✗', words: 'broken' },
  unproved: { mark: '–', words: 'not proved' },
};
const QUESTIONS = new Map<Link, string>(CHAIN.map(({ link, question }) => [link, question]));
/** Findings whose consequences are listed, and how many of each. */
const MAX_BEHIND = 20;
const MAX_CONSEQUENCES = 12;

/**
 * The chain as a picture made of a list, and behind the broken links what they break besides.
 * @param held how many of the findings are on the page, to be linked to
 */
export function chainSection({ chain, findings }: View, held: number): Markup {
  const here = findings.slice(0, held);
  const broken = chain.findIndex(({ state }) => state === 'broken');
  const steps = chain.map(({ link, state }, at) => {
    const { mark, words } = STATES[state];
    const found = here.findIndex((each) => each.level === 'error' && each.link === link);
    const name = found < 0 ? html`${link}` : html`<a href="#${findingId(found)}">${link}</a>`;
    const behind = broken >= 0 && at > broken;
    return html`<li class="step ${state}${behind && ' behind'}"><span class="node" aria-hidden="true">${mark}</span><span class="name">${name}</span><span class="state">${words}</span><span class="question">${QUESTIONS.get(link)}</span></li>`;
  });
  return html`<section aria-labelledby="chain"><h2 id="chain">The chain of a debug session</h2>
<p class="hint">Each link needs the ones before it. The first that is broken is the cause; what breaks behind it is its consequence.</p>
<ol class="chain">${steps}</ol>${consequences(here)}</section>`;
}

function consequences(findings: View['findings']): Markup | false {
  const rows = [...findings.entries()].filter(
    ([, { level, link, consequences: broken }]) => level === 'error' && link !== 'gate' && broken.length > 0,
  );
  if (rows.length === 0) return false;
  const items = rows.slice(0, MAX_BEHIND).map(([at, { cause, link, consequences: broken }]) => {
    const more = broken.length - MAX_CONSEQUENCES;
    const names = broken.slice(0, MAX_CONSEQUENCES).map((each) => html` <code class="consequence">${shorten(each, 100)}</code>`);
    return html`<li><span class="turn" aria-hidden="true">↳</span> <b>${link}</b> is broken by <a href="#${findingId(at)}"><code>${shorten(cause, 100)}</code></a>, and behind it breaks${names}${more > 0 && ` and ${more} more`}</li>`;
  });
  const left = rows.length - items.length;
  return html`<ul class="behind-list">${items}${left > 0 && html`<li>and behind ${left} more findings</li>`}</ul>`;
}
