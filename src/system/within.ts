/** What comes of some work within so many milliseconds, else what is given instead. The timer does not outlive it. */
export function inTime<T, U>(ms: number, work: Promise<T>, otherwise: U): Promise<T | U> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<U>((resolve) => {
    timer = setTimeout(resolve, ms, otherwise);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Whether something ends within so many milliseconds. */
export function within(ms: number, end: Promise<unknown>): Promise<boolean> {
  return inTime(
    ms,
    end.then(() => true),
    false,
  );
}
