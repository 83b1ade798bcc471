import { RE2JS } from 're2js';
import { PatternError, useEngine } from './pattern.js';

// Whoever imports this can hold any pattern against any text.
useEngine((source) => {
  try {
    return RE2JS.compile(source);
  } catch (error) {
    throw new PatternError(error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error));
  }
});
