// Finds a Chromium for the browser tests and the pictures: the distribution's, or a Chrome. playwright-core brings none.
import { spawnSync } from 'node:child_process';

const PLACES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** @returns {{ chromium: string } | { reason: string }} its path or name on PATH, or why there is none; one that only says how to install it counts as none */
export function findChromium() {
  const found = PLACES.flatMap((place) => (place.startsWith('/') ? [place] : onPath(place))).find((path) => {
    const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
    return status === 0 && /^(Chromium|Google Chrome) \d/.test(stdout);
  });
  return found === undefined ? { reason: `none of ${PLACES.slice(0, 4).join(', ')} starts` } : { chromium: found };
}

function onPath(name) {
  const { stdout } = spawnSync('sh', ['-c', 'command -v "$0"', name], { encoding: 'utf8' });
  return stdout?.trim() ? [stdout.trim()] : [];
}
