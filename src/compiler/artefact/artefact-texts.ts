import type { Artefact } from './artefact.ts';
import { canonicalJson } from './canonical-json.ts';

/** The canonical JSON of each member of an artefact: together they are its bytes, apart each is read when it is asked for. */
export type ArtefactTexts = { readonly [Key in keyof Artefact]-?: string | undefined };

/** Sorted, as canonical JSON has them. */
export const ARTEFACT_MEMBERS = Object.keys({
  comparison: true,
  datasources: true,
  engine: true,
  environment: true,
  formatVersion: true,
  job: true,
  pipeline: true,
  project: true,
} satisfies Record<keyof Artefact, true>) as readonly (keyof Artefact)[]; // its own keys

/** Each member fixed by itself. */
export function artefactTexts(artefact: Artefact): ArtefactTexts {
  const entries = ARTEFACT_MEMBERS.map((key) => {
    const member: unknown = artefact[key];
    return [key, member === undefined ? undefined : canonicalJson(member)] as const;
  });
  return Object.fromEntries(entries) as ArtefactTexts; // every member is among the entries
}

/** The bytes that `canonicalJson` gives for the whole. */
export function bytesOfTexts(texts: ArtefactTexts): string {
  const members = ARTEFACT_MEMBERS.flatMap((key) => (texts[key] === undefined ? [] : [`"${key}":${texts[key]}`]));
  return `{${members.join(',')}}`;
}
