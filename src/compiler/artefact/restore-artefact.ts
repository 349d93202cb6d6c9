import type { Artefact, ArtefactBrief, CompiledArtefact } from './artefact.ts';
import { bytesOfTexts, type ArtefactTexts } from './artefact-texts.ts';

/** Reads the JSON of a member; `undefined` where the artefact has not got it. */
export type ReadMember = <Key extends keyof Artefact>(key: Key) => Artefact[Key];

/** What a compiled artefact is restored from. */
export interface KeptArtefact {
  readonly name: string;
  readonly family?: string;
  readonly digest: string;
  readonly brief: () => ArtefactBrief;
  readonly texts: () => ArtefactTexts;
  /** Members of several artefacts may be one object. */
  readonly read: ReadMember;
}

/** A compiled artefact whose members are read when they are asked for, each once. */
export function restoreArtefact({ name, family, digest, brief, texts, read }: KeptArtefact): CompiledArtefact {
  let artefact: Artefact | undefined;
  return {
    name,
    ...(family === undefined ? {} : { family }),
    get brief() {
      return brief();
    },
    get artefact() {
      return (artefact ??= lazyArtefact(read));
    },
    digest,
    get bytes() {
      return bytesOfTexts(texts());
    },
  };
}

function lazyArtefact(read: ReadMember): Artefact {
  const known: { -readonly [Key in keyof Artefact]?: Artefact[Key] } = {};
  return {
    formatVersion: read('formatVersion'),
    get project() {
      return (known.project ??= read('project'));
    },
    get environment() {
      return (known.environment ??= read('environment'));
    },
    get pipeline() {
      return (known.pipeline ??= read('pipeline'));
    },
    get datasources() {
      return (known.datasources ??= read('datasources') ?? {});
    },
    get engine() {
      return (known.engine ??= read('engine'));
    },
    get job() {
      return (known.job ??= read('job'));
    },
    get comparison() {
      return (known.comparison ??= read('comparison'));
    },
  };
}
