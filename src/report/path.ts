import { isAbsolute, normalize, relative } from 'node:path/posix';

/** @returns the path below the workspace, with `/`; undefined when it is elsewhere */
export function inWorkspace(file: string, workspace: string): string | undefined {
  const path = slashed(file);
  return below(isRooted(path) ? relative(slashed(workspace), path) : path);
}

/** @returns a path that is as the repository names it, without `./` and with `/`; undefined for one that leads out of it */
export function inRepository(file: string): string | undefined {
  const path = slashed(file);
  return isRooted(path) ? undefined : below(path);
}

function below(file: string): string | undefined {
  const path = normalize(file);
  return path === '' || path === '.' || /^\.\.(\/|$)/.test(path) ? undefined : path;
}

function isRooted(path: string): boolean {
  return isAbsolute(path) || /^[A-Z]:\//.test(path);
}

/** Windows writes the drive in either case, and a folder with either slash. */
function slashed(path: string): string {
  return path.replaceAll('\\', '/').replace(/^[a-z]:(?=\/)/, (drive) => drive.toUpperCase());
}
