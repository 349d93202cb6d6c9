import type { Diagnostic } from './diagnostics/index.ts';
import type { PipelineNode } from './ir/index.ts';

/** A dependency on a family is one on each of its pipelines. */
export function withFamilies(node: PipelineNode, families: ReadonlyMap<string, readonly string[]>): PipelineNode {
  if (!node.dependsOn.some(({ pipeline }) => families.has(pipeline))) return node;
  const dependsOn = node.dependsOn.flatMap((dependency) =>
    (families.get(dependency.pipeline) ?? [dependency.pipeline]).map((pipeline) => ({ ...dependency, pipeline })),
  );
  return { ...node, dependsOn };
}

/** The pipelines of a family come from one definition, so that what is wrong with it is wrong with all: said once. */
export class FamilyFindings {
  readonly #saidBy = new Map<string, string>();

  /** Those that no earlier pipeline of the family has said of the same place. */
  of({ name, family }: PipelineNode, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
    if (family === undefined) return diagnostics;
    return diagnostics.filter((diagnostic) => {
      const key = placeAndCode(diagnostic);
      const first = this.#saidBy.get(key) ?? name;
      this.#saidBy.set(key, first);
      return first === name;
    });
  }

  /** The first of each place: the rules across files see a family and each of its pipelines. */
  ofProject(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
    const seen = new Set<string>();
    return diagnostics.filter((diagnostic) => {
      const key = placeAndCode(diagnostic);
      return !seen.has(key) && seen.add(key);
    });
  }
}

function placeAndCode({ code, at }: Diagnostic): string {
  return JSON.stringify([code, at.file, at.path, at.part, at.within?.start]);
}
