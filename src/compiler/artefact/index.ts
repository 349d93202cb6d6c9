export type * from './artefact.ts';
export { isTextTemplate, type Hole, type Template, type TextPart, type TextTemplate } from './template.ts';
