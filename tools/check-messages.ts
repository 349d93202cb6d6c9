// Gate: every text for people has its Chinese line, with the same arguments, and no line is there in vain.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { reportFindings } from './gates/finding.ts';
import { messageFindings, saidUnder, type CatalogueFile } from './gates/message-findings.ts';
import { tableTexts } from './gates/table-texts.ts';

const root = process.cwd();
const folder = 'src/message/chinese';
const rooms = readdirSync(join(root, folder)).filter((name) => name.endsWith('.ts') && name !== 'index.ts');
const catalogue: CatalogueFile[] = [];
for (const name of rooms) {
  // each file of a room exports its lines, and nothing else
  const room = (await import(pathToFileURL(join(root, folder, name)).href)) as Record<string, CatalogueFile['lines']>;
  for (const lines of Object.values(room)) catalogue.push({ file: `${folder}/${name}`, lines });
}
process.exitCode = reportFindings('check-messages', messageFindings(saidUnder(root), await tableTexts(), catalogue));
