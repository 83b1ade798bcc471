import { dirname, normalize } from 'node:path/posix';
import { type Copy, type Dockerfile, DockerfileParser, type From, type Instruction } from 'dockerfile-ast';
import type { Declaration } from './declaration.js';
import { goImage } from './image.js';

/** What stands in the place of an ARG: its value, and where it is written (one-based). */
interface Argument {
  value: string;
  line: number;
  column: number;
}

interface Stage {
  from: From;
  name: string;
  instructions: Instruction[];
}

/** Stages of a file that people write are a few dozen at most. */
const MAX_STAGES = 200;

export interface DockerfileOptions {
  /** Values that are given when it is built, by what the file is built from. */
  args?: Readonly<Record<string, string>>;
  /** Somebody works in this image, so it needs no COPY of the sources. */
  person?: boolean;
}

/**
 * Images of Go that stages of a Dockerfile are made from, or take Go from. Defaults of ARG are filled in: their line is the place then.
 * @throws Error where it has more stages than anybody writes
 */
export function ofDockerfile(text: string, { args = {}, person = false }: DockerfileOptions = {}): Declaration[] {
  const file = DockerfileParser.parse(text);
  const given = argumentsOf(file, args);
  const stages = stagesOf(file);
  if (stages.length > MAX_STAGES) throw new Error(`it has ${stages.length} stages; at most ${MAX_STAGES} are read`);
  return stages.flatMap((stage, index): Declaration[] => {
    const earlier = new Set(stages.slice(0, index).map(({ name }) => name));
    const sources = sourcesOf(stage)
      .filter(({ image }) => !earlier.has(image.toLowerCase()))
      .flatMap(({ image, line, column }) => {
        const { expanded, argument } = expand(image, given);
        const said = goImage(expanded);
        return said ? [{ ...said, line: argument?.line ?? line, column: argument?.column ?? column }] : [];
      });
    if (sources.length === 0) return [];
    const whole = [...stage.instructions, ...descendants(stage, stages).flatMap((each) => each.instructions)];
    const module = moduleOf(whole);
    return sources.map((said) => ({
      by: 'dockerfile',
      role: person ? 'person' : 'image',
      user: stage.name === '' ? `stage ${index}` : `stage ${stage.name}`,
      ...said,
      switches: said.switches || setsToolchain(whole),
      ...(person || builds(whole) ? {} : { aside: true }),
      ...(module === undefined ? {} : { module }),
    }));
  });
}

/** ARGs before the first FROM; what is given goes before their defaults, and has the place of the ARG. */
function argumentsOf(file: Dockerfile, given: Readonly<Record<string, string>>): Map<string, Argument> {
  return new Map(
    file.getInitialARGs().flatMap((arg): [string, Argument][] => {
      const property = arg.getProperty();
      const value = property && (given[property.getName()] ?? property.getValue());
      const at = property?.getValueRange() ?? property?.getNameRange();
      return value && at ? [[property.getName(), { value, line: at.start.line + 1, column: at.start.character + 1 }]] : [];
    }),
  );
}

function stagesOf(file: Dockerfile): Stage[] {
  const stages: Stage[] = [];
  for (const instruction of file.getInstructions()) {
    if (instruction.getKeyword() === 'FROM') {
      const from = instruction as From;
      stages.push({ from, name: (from.getBuildStage() ?? '').toLowerCase(), instructions: [] });
    } else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

/** The stages that are made from a stage, and those made from these: what comes later in the file alone can be. */
function descendants(stage: Stage, stages: readonly Stage[]): Stage[] {
  const names = new Set(stage.name === '' ? [] : [stage.name]);
  return stages.slice(stages.indexOf(stage) + 1).filter(({ from, name }) => {
    const made = names.has(from.getImage()?.toLowerCase() ?? '');
    if (made && name !== '') names.add(name);
    return made;
  });
}

/** Where a stage takes its Go from: the image of FROM, and images that /usr/local/go is copied out of. */
function sourcesOf({ from, instructions }: Stage): { image: string; line: number; column: number }[] {
  const range = from.getImageRange();
  const base = range ? [{ image: from.getImage() ?? '', line: range.start.line + 1, column: range.start.character + 1 }] : [];
  const copied = instructions.flatMap((each) => {
    if (each.getKeyword() !== 'COPY') return [];
    const flag = (each as Copy).getFlags().find((one) => one.getName() === 'from');
    return flag && /\/usr\/local\/go\b/.test(each.getArgumentsContent() ?? '') ? [{ image: flag.getValue() ?? '', ...start(each) }] : [];
  });
  return [...base, ...copied];
}

function start(instruction: Instruction): { line: number; column: number } {
  const { line, character } = instruction.getRange().start;
  return { line: line + 1, column: character + 1 };
}

/** `$NAME`, `${NAME}`, `${NAME:-default}`. https://docs.docker.com/reference/dockerfile/#environment-replacement */
function expand(image: string, given: ReadonlyMap<string, Argument>): { expanded: string; argument?: Argument } {
  let argument: Argument | undefined;
  const expanded = image.replace(/\$(?:\{([A-Za-z_]\w*)(?::?-([^}]*))?\}|([A-Za-z_]\w*))/g, (whole, braced, fallback, bare) => {
    const found = given.get(braced ?? bare);
    argument ??= found;
    return found?.value ?? fallback ?? whole;
  });
  return argument ? { expanded, argument } : { expanded };
}

/** What COPY and ADD take out of the folder that it is built from. */
function copied(instructions: readonly Instruction[]): string[] {
  return instructions
    .filter((each) => ['COPY', 'ADD'].includes(each.getKeyword()) && !/\s--from=/.test(each.toString()))
    .flatMap((each) =>
      each
        .getArguments()
        .map((one) => one.getValue().replace(/^\[?"|",?\]?$/g, ''))
        .filter((one) => !one.startsWith('--'))
        .slice(0, -1),
    );
}

/** The folder of the go.mod that is copied by its name. */
function moduleOf(instructions: readonly Instruction[]): string | undefined {
  const file = copied(instructions).find((each) => /(^|\/)go\.mod$/.test(each));
  return file === undefined ? undefined : normalize(dirname(file.replace(/^\/+/, '')));
}

/** Whether a module gets in there, and something is made of it. `go install x@v` makes what is elsewhere; single files are no module. */
function builds(instructions: readonly Instruction[]): boolean {
  const runs = instructions
    .filter((each) => each.getKeyword() === 'RUN')
    .map((each) => each.toString())
    .join('\n');
  const sources = copied(instructions).some((each) => /(^|\/)go\.(mod|work|\*)$|\*$|\$/.test(each) || !/\.\w{1,5}$/.test(each));
  const mounted = /--mount=type=bind(?![^\s]*from=)/.test(runs);
  const makes =
    /\bgo\s+(build|test|run|vet|list|generate|mod\s+(download|vendor|tidy|verify))\b|\bgo\s+install\s+(?:-\S+\s+)*[^\s@]+(?:\s|$)/m;
  return (
    (sources || mounted) && !/\bgo\s+mod\s+init\b/.test(runs) && (makes.test(runs) || /\b(make|mage|goreleaser|task)\s|\.sh\b/.test(runs))
  );
}

/** A stage that gives the toolchain back what the image took. */
function setsToolchain(instructions: readonly Instruction[]): boolean {
  return instructions.some((each) => each.getKeyword() === 'ENV' && /\bGOTOOLCHAIN[= ](?!local\b)/.test(each.toString()));
}
