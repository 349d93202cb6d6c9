import type { ArtefactEngine } from '../../../artefact/index.ts';

/** An engine as consequences name it: `batch` (flinkx 1.11). */
export function engineText({ name, type, version }: ArtefactEngine): string {
  return `\`${name}\` (${version === undefined ? type : `${type} ${version}`})`;
}
