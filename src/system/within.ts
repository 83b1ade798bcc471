/** Whether something ends within so many milliseconds. Nothing of this outlives it. */
export function within(ms: number, end: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  return Promise.race([end.then(() => true), late]).finally(() => clearTimeout(timer));
}
