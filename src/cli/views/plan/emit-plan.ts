import { renderReport, type PlanDocument } from '../../../compiler/index.ts';
import { catalogueOf, type Language } from '../../../message/index.ts';
import type { MachineFormat, OutputFormat } from '../../output-targets.ts';
import { findingsReport } from '../emit-findings.ts';
import { planLines } from './plan-lines.ts';

/** Formats of the verbs that show a plan; `github`, `gitlab`, `sarif` and `junit` have its findings. */
export const PLAN_FORMATS: readonly OutputFormat[] = [
  'text',
  'json',
  'jsonl',
  'markdown',
  'html',
  'github',
  'gitlab',
  'sarif',
  'junit',
];

/** What formats of findings tell beside them. */
export interface EmittedPlan {
  /** All files that were looked at. */
  readonly files: readonly string[];
  /** The way from the repository's root to the project. */
  readonly prefix: string;
  readonly exitCode: number;
}

/** A plan in one machine format. */
export async function planAs(
  format: MachineFormat,
  document: PlanDocument,
  told: EmittedPlan,
  language: Language,
): Promise<string> {
  const catalogue = await catalogueOf(language);
  switch (format) {
    case 'json':
      return `${JSON.stringify(document, null, 2)}\n`;
    case 'jsonl':
      return planLines(document);
    case 'markdown':
      return (await import('./render-markdown.ts')).renderMarkdown(document, { catalogue });
    case 'html':
      return (await import('./render-html.ts')).renderHtml([document], { catalogue, language });
    default: {
      const { diagnostics, summary } = document;
      const documentOf = (): { readonly summary: object } => ({ summary });
      return renderReport(
        format,
        await findingsReport({ ...told, diagnostics, failOn: 'error', documentOf }, language),
      );
    }
  }
}
