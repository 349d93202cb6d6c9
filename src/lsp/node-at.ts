import type { Cursor, PipelineNode } from '../compiler/index.ts';
import type { Question } from './question.ts';

/** The pipeline that a cursor stands in, as it was last understood; of a file that makes several, the first one of its call. */
export function nodeAt({ file, project }: Question, { call }: Cursor): PipelineNode | undefined {
  const own = (project.nodes ?? []).filter(({ at }) => at.file === file.path);
  if (call === undefined) return own[0];
  const locator = project.locatorOf?.(file.path);
  return own.find(({ at }) => locator?.span(at).start === call);
}
