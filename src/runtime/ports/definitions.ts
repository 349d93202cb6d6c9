import type { CompiledFolder } from '../../compiler/index.ts';

/**
 * Compiles the project in a folder for one environment. Users' mistakes are in the result; throws SOURCE_UNREADABLE where it
 * cannot be compiled at all.
 *
 * @param known Digests by pipeline that the caller has the artefacts of. Of a pipeline with the digest known of it there
 *   may be nothing but that: to ask for its artefact or bytes is a mistake and throws.
 */
export type CompileFolder = (root: string, known?: ReadonlyMap<string, string>) => Promise<CompiledFolder>;
