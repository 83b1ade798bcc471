import { join } from 'node:path/posix';
import { ANY_GO } from '../../../match/go-range.js';
import { valueAt } from '../../../model/value-at.js';
import { type Declaration, meant, unknown } from './declaration.js';
import { goImage } from './image.js';
import { type Jsonc, readJsonc } from './jsonc.js';

/** The Dockerfile that a devcontainer.json is built from. */
export interface DevcontainerBuild {
  /** Relative to the repository's root. */
  dockerfile: string;
  args: Record<string, string>;
}

/** Nobody needs it twice. */
const MAX_FEATURES = 9;
const GO_FEATURE = /^ghcr\.io\/devcontainers\/features\/go(?::|@|$)/;

/** The image of a devcontainer.json, and the feature that installs Go. https://containers.dev/implementors/json_reference/ */
export function ofDevcontainer(text: string): Declaration[] {
  const json = readJsonc(text);
  const image = valueAt(json.value, ['image']);
  const said = typeof image === 'string' ? goImage(image) : undefined;
  const base = { by: 'devcontainer', role: 'person' } as const;
  const named: Declaration[] = said ? [{ ...base, user: 'its image', ...json.at(['image']), ...said }] : [];
  return [...named, ...ofFeatures(json).map((each): Declaration => ({ ...base, ...each }))];
}

/** The value is a version, or an object with one; without either it is the newest. */
function ofFeatures(json: Jsonc): Omit<Declaration, 'by' | 'role'>[] {
  const features = valueAt(json.value, ['features']);
  if (typeof features !== 'object' || features === null) return [];
  return Object.entries(features)
    .filter(([name]) => GO_FEATURE.test(name))
    .slice(0, MAX_FEATURES)
    .map(([name, value]) => {
      const inside = valueAt(value, ['version']);
      const path = inside === undefined ? ['features', name] : ['features', name, 'version'];
      const version = inside ?? (typeof value === 'string' ? value : 'latest');
      const written = String(version);
      const meaning =
        written === 'none' ? unknown(written, 'the feature installs no Go') : written === '' ? meant('latest', ANY_GO) : meant(written);
      // A feature sets no GOTOOLCHAIN.
      return { user: 'its feature go', ...json.at(path), ...meaning, switches: true };
    });
}

/** What it is built from, when that is a Dockerfile. @param path of the devcontainer.json, relative to the root */
export function buildOf(text: string, folder: string): DevcontainerBuild | undefined {
  const { value } = readJsonc(text);
  const dockerfile = valueAt(value, ['build', 'dockerfile']) ?? valueAt(value, ['dockerFile']);
  if (typeof dockerfile !== 'string') return undefined;
  const args = valueAt(value, ['build', 'args']);
  const given = typeof args === 'object' && args !== null ? Object.entries(args).map(([name, each]) => [name, String(each)]) : [];
  return { dockerfile: join(folder, dockerfile), args: Object.fromEntries(given) };
}
