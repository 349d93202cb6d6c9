import type { LocatedDiagnostic, PlanDocument } from '../../../compiler/index.ts';
import { catalogueOf, type Language } from '../../../message/index.ts';
import type { MachineFormat } from '../../output-targets.ts';
import type { Terminal } from '../../terminal.ts';
import { MAX_BYTES } from './markdown-limit.ts';
import { planAs, type EmittedPlan } from './emit-plan.ts';
import { planLines } from './plan-lines.ts';

/** Plans of one environment or several, in every machine format that was asked for. Nothing in text format. */
export async function emitPlans(
  documents: readonly PlanDocument[],
  told: EmittedPlan,
  terminal: Terminal,
): Promise<void> {
  const [only, second] = documents;
  await terminal.emitEach((format: MachineFormat) =>
    only !== undefined && second === undefined
      ? planAs(format, only, told, terminal.language)
      : plansAs(format, documents, told, terminal.language),
  );
}

/** Plans of several environments in one output: a document (schemas/plans.schema.json), a comment, a page, a report of findings. */
export async function plansAs(
  format: MachineFormat,
  documents: readonly PlanDocument[],
  told: EmittedPlan,
  language: Language,
): Promise<string> {
  const catalogue = await catalogueOf(language);
  switch (format) {
    case 'json':
      return `${JSON.stringify({ formatVersion: '1.0', plans: documents }, null, 2)}\n`;
    case 'jsonl':
      return documents.map((document) => planLines(document, document.environment)).join('');
    case 'markdown': {
      const { renderMarkdown } = await import('./render-markdown.ts');
      // what one leaves of its share the later ones have
      let [text, left] = ['', documents.length];
      for (const document of documents) {
        const maxBytes = Math.floor((MAX_BYTES - Buffer.byteLength(text)) / left) - 1;
        text += `${text === '' ? '' : '\n'}${renderMarkdown(document, { catalogue, maxBytes })}`;
        left -= 1;
      }
      return text;
    }
    case 'html':
      return (await import('./render-html.ts')).renderHtml(documents, { catalogue, language });
    default: {
      const [first] = documents;
      const diagnostics = documents.reduce<readonly LocatedDiagnostic[]>(
        (all, each) => [...all, ...unseen(each.diagnostics, all)],
        [],
      );
      return first === undefined ? '' : planAs(format, { ...first, diagnostics }, told, language);
    }
  }
}

/** Findings that are not among those: most are the same in every environment. */
export function unseen(
  diagnostics: readonly LocatedDiagnostic[],
  seen: readonly LocatedDiagnostic[],
): readonly LocatedDiagnostic[] {
  const known = new Set(seen.map((each) => JSON.stringify(each)));
  return diagnostics.filter((each) => !known.has(JSON.stringify(each)));
}
