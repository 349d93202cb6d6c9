import {
  compiledFromBytes,
  digestOfAll,
  factsOf,
  type ArtefactFacts,
  type CompilationOutcome,
  type CompiledArtefact,
  type CompiledFolder,
} from '../../compiler/index.ts';
import { OperatingError } from '../errors.ts';

/** What the compiler's process begins with. */
export interface CompilerSetup {
  /** What the compiler in it takes. */
  readonly compilerOptions: { readonly environment: string; readonly cacheFolder: string };
  /** When nothing was asked for so long, what came of it is kept for the next process. */
  readonly keepAfterMs: number;
}

/** What the compiler's process is asked. */
export interface CompileRequest {
  readonly id: number;
  readonly root: string;
  readonly known: ReadonlyMap<string, string>;
}

/** What it answers: a compilation as plain data, or the words of what it threw. */
export type CompileReply = ({ readonly id: number } & PlainFolder) | { readonly id: number; readonly thrown: string };

type Said = Pick<
  CompilationOutcome,
  'project' | 'environment' | 'diagnostics' | 'files' | 'fileNames' | 'incomplete' | 'policies' | 'moves' | 'backfills'
>;

interface PlainFolder {
  readonly revision: string;
  readonly said: Said;
  /** Definitions that gave no pipeline, by name. */
  readonly broken: NonNullable<CompilationOutcome['definitions']>;
  readonly pipelines: readonly PlainPipeline[];
}

/** What is made of a pipeline, and beside it what is to be known to deploy it, so that nobody has to read it for that. */
type PlainArtefact = readonly [bytes: string, facts: ArtefactFacts];

/** `made`: unless the asker has it. */
type PlainPipeline = readonly [
  name: string,
  family: string | undefined,
  digest: string,
  made: PlainArtefact | undefined,
];

/** Of 10,000 pipelines what changed is some kilobytes, and all of them 50 MB. */
export function toPlainFolder(
  { revision, compilation }: CompiledFolder,
  known: ReadonlyMap<string, string>,
): PlainFolder {
  const { project, environment, diagnostics, files, fileNames, incomplete, policies, moves, backfills } = compilation;
  const made = new Set(compilation.pipelines.flatMap(({ name, family }) => [name, family]));
  return {
    revision,
    said: {
      project,
      environment,
      diagnostics,
      files,
      incomplete,
      policies,
      ...(fileNames === undefined ? {} : { fileNames }),
      ...(moves === undefined ? {} : { moves }),
      ...(backfills === undefined ? {} : { backfills }),
    },
    broken: (compilation.definitions ?? [])
      .filter(({ name }) => !made.has(name))
      .map(({ name, at, dependsOn, isFamily }) => ({ name, at, dependsOn, isFamily })),
    pipelines: compilation.pipelines.map((compiled) => [
      compiled.name,
      compiled.family,
      compiled.digest,
      known.get(compiled.name) === compiled.digest ? undefined : [compiled.bytes, factsOf(compiled)],
    ]),
  };
}

export function fromPlainFolder({ revision, said, broken, pipelines: plain }: PlainFolder): CompiledFolder {
  const pipelines = plain.map(toCompiled);
  return {
    revision,
    compilation: {
      ...said,
      definitions: broken,
      pipelines,
      get digest() {
        return digestOfAll(pipelines);
      },
    },
  };
}

function toCompiled([name, family, digest, made]: PlainPipeline): CompiledArtefact {
  if (made !== undefined) {
    const [bytes, facts] = made;
    return compiledFromBytes({ name, family, facts, digest, bytes });
  }
  const missing = (): never => {
    throw new OperatingError('INTERNAL', `the artefact of ${name} was known to who asked, and not sent`, {
      retryable: true,
    });
  };
  return {
    name,
    ...(family === undefined ? {} : { family }),
    digest,
    get artefact() {
      return missing();
    },
    get bytes() {
      return missing();
    },
  };
}
