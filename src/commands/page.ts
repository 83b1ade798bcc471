/** How a page for people is to look where it goes: colours only on a terminal that wants them. https://no-color.org */
export function pageOf({ output, colour }: { output: string | undefined; colour: boolean | undefined }): {
  colour: boolean;
  width: number;
} {
  const terminal = output === undefined && Boolean(process.stdout.isTTY);
  const wanted = colour ?? (!process.env.NO_COLOR && process.env.TERM !== 'dumb');
  return { colour: wanted && terminal, width: Math.min(100, process.stdout.columns ?? 100) };
}
