import { DockerfileParser, From, type Instruction, Onbuild, type PropertyInstruction } from 'dockerfile-ast';
import { lineStarts } from '../../../model/lines.js';
import type { Setting } from '../../../model/setting.js';
import type { RepositoryFile } from '../files.js';
import { isGoVariable } from './names.js';
import { type Noted, settingsIn } from './note.js';
import { assignmentsIn } from './script.js';
import { wordOf } from './shell.js';

type Range = NonNullable<ReturnType<Instruction['getRange']>>;

/**
 * What a Dockerfile sets: ENV, ARG with a default, and the shell lines of RUN.
 * https://docs.docker.com/reference/dockerfile/
 */
export function readDockerfile(file: RepositoryFile): Setting[] {
  const starts = lineStarts(file.text);
  const span = (range: Range): [number, number] => [
    (starts[range.start.line] ?? 0) + range.start.character,
    (starts[range.end.line] ?? 0) + range.end.character,
  ];
  let stage = 'before any stage';
  let stages = 0;
  const noted = DockerfileParser.parse(file.text)
    .getInstructions()
    .flatMap((instruction): Noted[] => {
      if (instruction instanceof From) {
        stage = `stage ${instruction.getBuildStage() ?? stages}`;
        stages++;
        return [];
      }
      const scope = instruction instanceof Onbuild ? `${stage}, images built on it` : stage;
      const range = instruction.getRange();
      return read(instruction instanceof Onbuild ? (instruction.getTriggerInstruction() ?? instruction) : instruction, range).map(
        (each) => ({ ...each, scope }),
      );
    });
  return settingsIn(file, 'dockerfile', noted);

  function read(instruction: Instruction, whole: Range): Omit<Noted, 'scope'>[] {
    const keyword = instruction.getKeyword();
    if (keyword === 'RUN') {
      const [at, end] = span(whole);
      return ofRun(file.text.slice(at, end)).map((each) => ({ ...each, at: at + each.at, end: at + each.end }));
    }
    if (keyword !== 'ENV' && keyword !== 'ARG') return [];
    return (instruction as PropertyInstruction).getProperties().flatMap((property) => {
      const range = property.getValueRange();
      const variable = property.getName();
      if (!range || !isGoVariable(variable)) return [];
      const [at] = span(property.getNameRange());
      const [from, end] = span(range);
      // `ENV NAME value` goes to the end of the line.
      const word = wordOf(file.text.slice(from, end), 'sh', true);
      return [
        {
          variable,
          value: word.computed ? null : word.text,
          written: word.text,
          at,
          end,
          reach: keyword === 'ENV' ? ('environment' as const) : ('build-argument' as const),
        },
      ];
    });
  }
}

/** RUN's words, its JSON form, or its heredoc, which a shell reads all the same. */
function ofRun(instruction: string) {
  const [head = ''] = /^(?:ONBUILD\s+)?RUN(?:\s|\\\r?\n)+(?:--\S+(?:\s|\\\r?\n)+)*/i.exec(instruction) ?? [];
  const body = instruction.slice(head.length);
  const isList = /^\[\s*"/.test(body);
  // Docker takes comment lines out of a continued command; the words of a list are as good as words.
  const script = isList ? body.replace(/["[\],]/g, ' ') : body.replace(/^([ \t]*#.*)$/gm, (line) => ' '.repeat(line.length));
  const heredoc = /^<<-?\s*(["']?)\w+\1[ \t]*\r?\n/.exec(script)?.[0];
  const shown = heredoc ? ' '.repeat(heredoc.length) + script.slice(heredoc.length) : script;
  return assignmentsIn(shown).map((each) => ({ ...each, at: each.at + head.length, end: each.end + head.length }));
}
