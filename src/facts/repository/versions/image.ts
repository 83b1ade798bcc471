import { ANY_GO, type GoRange, rangeOfVersion } from '../../../match/go-range.js';
import { type Declaration, meant, unknown } from './declaration.js';

/** A container image in its parts. */
interface Image {
  /** The last part of its name: `golang`. */
  name: string;
  /** With registry and namespace: `docker.io/library/golang`. */
  full: string;
  tag: string | undefined;
  digest: string | undefined;
}

/** Images whose tag is the version of their Go, by the last part of their name. The second may fetch another Go. */
const GO_IMAGES: Record<string, { switches: boolean }> = {
  // https://github.com/docker-library/golang/issues/472: GOTOOLCHAIN=local since 1.21
  golang: { switches: false },
  'go-toolset': { switches: false },
  go: { switches: true },
  'golang-cross': { switches: false },
  'goreleaser-cross': { switches: false },
};
const DEVCONTAINER = /(^|\/)(vscode\/)?devcontainers\/go$/;

/**
 * What an image of Go says of its version: `golang:1.26-alpine`, `mcr.microsoft.com/devcontainers/go:1-1.26-bookworm`,
 * `cimg/go:1.26.8`. A digest beside a tag takes nothing from it; alone it names no version.
 * @returns undefined for an image that is not one of Go
 */
export function goImage(text: string): (Pick<Declaration, 'written' | 'range' | 'reason'> & { switches: boolean }) | undefined {
  const image = parse(text);
  const known = Object.hasOwn(GO_IMAGES, image.name) ? GO_IMAGES[image.name] : undefined;
  // Builders of a distribution carry it in the tag: rhel-9-golang-1.26-openshift-4.21
  const inTag = known ? undefined : /(?:^|-)golang-(1\.\d+)(?:-|$)/.exec(image.tag ?? '')?.[1];
  if (!known && inTag === undefined) return undefined;
  const devcontainer = DEVCONTAINER.test(image.full);
  const switches = devcontainer || !known ? false : known.switches;
  if (/\$/.test(image.tag ?? '') || (image.tag === undefined && image.digest !== undefined))
    return {
      ...unknown(text, image.digest && !image.tag ? 'a digest names no version' : 'its tag is only known when it is built'),
      switches,
    };
  return { ...meant(text, inTag ? rangeOfVersion(inTag) : devcontainer ? ofDevcontainer(image.tag) : ofTag(image.tag)), switches };
}

function parse(text: string): Image {
  const [reference = '', digest] = text.split('@', 2);
  const tag = /:([^/:]+)$/.exec(reference)?.[1];
  const full = tag === undefined ? reference : reference.slice(0, -tag.length - 1);
  return { name: full.split('/').at(-1) ?? '', full, tag, digest };
}

/** `1.26-alpine`, `v1.26.8`, `1.26-rc-bookworm`, `1.18.10b7` of BoringCrypto; `latest`, `alpine` and no tag are the newest. */
function ofTag(tag = 'latest'): GoRange | undefined {
  const [, version, candidate] = /^v?(1\.\d+(?:\.\d+)?(?:(?:rc|beta)\d+)?)(?:b\d+)?(-rc)?(?![\w.])/.exec(tag) ?? [];
  if (version) return candidate ? { from: version, below: `${version}.0` } : rangeOfVersion(version);
  return /^tip/.test(tag) || /\d+\.\d/.test(tag.replace(/alpine[\d.]+|ltsc\d+|nanoserver-[\w.-]+/g, '')) ? undefined : ANY_GO;
}

/** `1.26`, `1-1.26-bookworm`, `2.0.5-1.26`: the image's own version may come first. https://github.com/devcontainers/images/tree/main/src/go */
function ofDevcontainer(tag = 'latest'): GoRange | undefined {
  const [first = '', second = ''] = tag.replace(/^dev-/, '').split('-');
  if (/^1\.\d+(\.\d+)?$/.test(second)) return rangeOfVersion(second);
  return /^1\.\d\d(\.\d+)?$/.test(first) ? rangeOfVersion(first) : ANY_GO;
}
