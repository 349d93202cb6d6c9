import { asClause, DIAGNOSTIC_CODES } from '../../src/compiler/diagnostics/index.ts';
import { LEFT_OUT_PLUGINS } from '../../src/compiler/connectors/left-out-plugins.ts';
import { loadPlugins } from '../../src/compiler/connectors/load-plugins.ts';
import { DIFFERENCE_REASONS } from '../../src/import/index.ts';
import type { TableTexts } from './message-findings.ts';

/**
 * Texts that reach people from a table and not from say`…`: titles of codes, and what connectors' specs say of
 * their plugins. Descriptions of parameters are left out: they are said in English only (`inEnglish`).
 */
export async function tableTexts(): Promise<TableTexts> {
  const texts = new Map<string, string>();
  for (const { title } of Object.values(DIAGNOSTIC_CODES)) texts.set(title, 'src/compiler/diagnostics/codes.ts');
  for (const text of Object.values(DIFFERENCE_REASONS)) texts.set(text, 'src/import/import-result.ts');
  for (const { reason } of LEFT_OUT_PLUGINS) texts.set(asClause(reason), 'src/compiler/connectors/left-out-plugins.ts');
  for (const engine of ['flinkx', 'chunjun'] as const) {
    for (const { plugin, connector } of (await loadPlugins(engine)).values()) {
      const { caution, suspect, pairs = [], columnNames } = plugin;
      const said = [
        ...(caution === undefined ? [] : [caution.message, ...caution.notes, caution.help]),
        ...(suspect === undefined ? [] : [suspect]),
        ...pairs.map(({ otherwise }) => otherwise),
        ...(columnNames === undefined ? [] : [columnNames.otherwise, columnNames.help]),
      ];
      for (const text of said) texts.set(text, `src/compiler/connectors/${connector.name}/spec.ts`);
    }
  }
  return texts;
}
