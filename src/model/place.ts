import * as z from 'zod';

/** A place in a file: one-based line and column. */
export const Place = z.object({ file: z.string(), line: z.number().int().positive(), column: z.number().int().positive().optional() });
export type Place = z.infer<typeof Place>;
