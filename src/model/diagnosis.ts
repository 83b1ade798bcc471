import { z } from 'zod';

/** How sure a text makes: it can mean nothing else; it mostly means this; it may mean this among others. */
export const CONFIDENCES = ['certain', 'likely', 'possible'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export const Diagnosis = z
  .object({
    schema: z.literal('delve-gate/diagnosis/1'),
    causes: z
      .array(
        z.object({
          cause: z.string().describe('The cause, by its id'),
          aliases: z.array(z.string()).describe('Other names of the same cause'),
          link: z.string().describe('The link of the chain that it breaks'),
          title: z.string(),
          confidence: z.enum(CONFIDENCES),
          lines: z.array(z.object({ line: z.number().int(), text: z.string() })).describe('The lines that say so, as they were given'),
          fix: z.array(z.string()),
          page: z.string().describe('Where the cause is explained'),
        }),
      )
      .describe('Best first. Empty: unknown'),
    decide: z
      .array(z.object({ run: z.string(), tells: z.string() }))
      .describe('Where text cannot decide: the commands that would, and what each tells'),
  })
  .describe('What a pasted log says');
export type Diagnosis = z.infer<typeof Diagnosis>;
