import type { GateLeg } from '../../model/gate.js';
import { STATUS_MARK } from '../matrix.js';
import { plain, shorten } from '../sanitize.js';
import { duration, phasesOf } from '../saw.js';
import { html, type Markup } from './markup.js';
import { TALL } from './matrix.js';
import type { View } from './view.js';

const HOW: Record<GateLeg['how'], string> = { native: 'native', guest: 'in a guest', user: 'user-mode emulation' };
/** Rows of checks that are shown. */
const MAX_CHECKS = 512;

/** The legs: how each ended, by what, and how long it took. */
export function legsSection({ legs, findings }: View): Markup | false {
  if (legs.length === 0) return false;
  const longest = Math.max(1, ...legs.map(({ ms }) => ms));
  const counts = new Map<string, number>();
  for (const finding of findings) for (const leg of finding.legs) counts.set(leg, (counts.get(leg) ?? 0) + 1);
  // What would be filtered by a link needs more than one finding.
  const rows = legs.map((leg) => legRow(leg, countOf(leg.name, counts.get(leg.name) ?? 0, findings.length > 1), longest));
  return html`<section aria-labelledby="legs"><h2 id="legs">Legs and times</h2>
<div class="scroll${legs.length > TALL && ' tall'}" role="region" aria-labelledby="legs-of" tabindex="0"><table class="legs"><caption id="legs-of">The jobs of the matrix</caption>
<thead><tr><th scope="col">Leg</th><th scope="col">Verdict</th><th scope="col">How</th><th scope="col">Go</th><th scope="col">Delve</th><th scope="col" class="number">Findings</th><th scope="col" class="time">Time</th></tr></thead>
<tbody>${rows}</tbody></table></div></section>`;
}

/** How many findings a leg has, as a link that shows them. */
function countOf(name: string, count: number, linked: boolean): Markup {
  if (count === 0 || !linked) return html`${count}`;
  return html`<a href="#leg=${encodeURIComponent(plain(name))}" aria-label="${count} of ${name}: show them">${count}</a>`;
}

function legRow({ name, targets, how, go, verdict, reason, versions, ms }: GateLeg, found: Markup, longest: number): Markup {
  const version = versions?.go?.replace(/^go/, '') ?? (go || 'go.mod');
  return html`<tr><th scope="row">${shorten(name, 100)}<span class="sub">${shorten(targets, 200)}</span>${reason !== undefined && html`<span class="sub reason">${shorten(reason, 200)}</span>`}</th>
<td class="verdict ${verdict}"><b aria-hidden="true">${STATUS_MARK[verdict]}</b> ${verdict}</td><td>${HOW[how]}</td><td>${shorten(version, 40)}</td><td>${shorten(versions?.dlv ?? '–', 40)}</td><td class="number">${found}</td><td class="time">${time(ms, longest)}</td></tr>`;
}

/** A time beside the longest. */
function time(ms: number, longest: number): Markup {
  if (ms <= 0) return html`–`;
  const width = Math.max(1, Math.round((100 * ms) / longest));
  return html`<span class="timed"><svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="rail" width="100" height="6"/><rect class="fill" width="${width}" height="6"/></svg><span>${duration(ms)}</span></span>`;
}

/** What a single check tried, and what it saw. */
export function checksSection({ checks, targets }: View): Markup | false {
  if (checks.length === 0) return false;
  const several = targets.length > 1;
  const rows = checks.slice(0, MAX_CHECKS).map((check) => {
    const { name, subject, target, status, ms, saw } = check;
    const parts = phasesOf(check);
    return html`<tr><th scope="row">${shorten(name, 100)}<span class="sub">${several && `${shorten(target, 100)} `}${shorten(subject ?? '', 100)}</span></th>
<td class="verdict ${status}"><b aria-hidden="true">${STATUS_MARK[status]}</b> ${status}</td><td class="wide">${shorten(saw, 400)}${parts !== '' && html`<span class="sub">${parts}</span>`}</td><td class="number">${duration(ms) || '–'}</td></tr>`;
  });
  const left = checks.length - rows.length;
  return html`<section aria-labelledby="checks"><h2 id="checks">What was tried</h2>
<div class="scroll" role="region" aria-labelledby="checks-of" tabindex="0"><table class="checks"><caption id="checks-of">Each check, and what it saw</caption>
<thead><tr><th scope="col">Check</th><th scope="col">Status</th><th scope="col">What was seen</th><th scope="col" class="number">Time</th></tr></thead>
<tbody>${rows}</tbody></table></div>${left > 0 && html`<p class="more">+${left} more checks in the report file.</p>`}</section>`;
}
