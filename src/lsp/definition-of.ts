import { cursorIn, type Cursor, type Location, type Span } from '../compiler/index.ts';
import { aliasTarget } from './alias-target.ts';
import { referenceAt, type Reference } from './reference-at.ts';
import { columnPlace, datasourcePlace, enginePlace, pipelinePlace } from './place-of-name.ts';
import { columnsOf, movementSide } from './movement-side.ts';
import { nodeAt } from './node-at.ts';
import type { Question } from './question.ts';

/** Where a name leads, and the stretch of the text that is the name (UTF-16 offsets). */
export interface FoundDefinition {
  readonly from: { readonly start: number; readonly end: number };
  readonly target: Span;
}

/** The declaration of what is named at a place: datasource, engine, pipeline, column, anchor. */
export async function definitionOf(question: Question): Promise<FoundDefinition | undefined> {
  const { file, offset, project } = question;
  const alias = aliasTarget(file, offset);
  if (alias !== undefined) return alias;
  const cursor = cursorIn(file, offset);
  const reference = cursor && referenceAt(question.kind, cursor);
  if (cursor === undefined || reference === undefined) return undefined;
  const place = await placeOf(reference, cursor, question);
  const target = place && project.locatorOf?.(place.file)?.span(place);
  return target && { from: cursor, target };
}

async function placeOf(reference: Reference, cursor: Cursor, question: Question): Promise<Location | undefined> {
  const { project } = question;
  switch (reference.kind) {
    case 'datasource':
      return datasourcePlace(reference.name, project);
    case 'engine':
      return enginePlace(reference.name, project);
    case 'pipeline':
      return pipelinePlace(reference.name, project);
    case 'column':
      return columnDeclaration(reference, cursor, question);
  }
}

async function columnDeclaration(
  { name, of }: Extract<Reference, { kind: 'column' }>,
  cursor: Cursor,
  question: Question,
): Promise<Location | undefined> {
  const at = nodeAt(question, cursor)?.at;
  if (at === undefined) return undefined;
  for (const role of of) {
    const { datasource } = await movementSide(cursor.definition, role, question.project.model);
    const index = columnsOf(cursor.definition, role, datasource).find((column) => column.name === name)?.index;
    if (index !== undefined) return columnPlace(at, cursor.definition, role, index);
  }
  return undefined;
}
