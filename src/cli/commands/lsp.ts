import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { serveLanguage } from '../../lsp/index.ts';
import { packageFile } from '../package-file.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';
import { readVersion } from '../version.ts';

/**
 * `sluice lsp --stdio`: serves an editor until it says `exit` or is gone. stdout is the protocol's, so nothing
 * else is ever written there; the server ends the process itself.
 */
export async function lspCommand(flags: GlobalFlags): Promise<number> {
  const { language } = new Terminal(flags);
  serveLanguage({
    input: process.stdin,
    output: process.stdout,
    version: readVersion(),
    language,
    environment: flags.env ?? 'default',
    pageOf: (docsUrl) => {
      const page = packageFile(...docsUrl.split('/'));
      return existsSync(page) ? pathToFileURL(page).href : undefined;
    },
  });
  return new Promise<never>(() => undefined);
}
