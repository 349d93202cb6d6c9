import { describe, expect, it } from 'vitest';
import { parseRunTimeText } from '../../../time/index.ts';
import { toTemplate } from '../../artefact/index.ts';
import { showTemplate } from './show-template.ts';

/** What an author writes, read and shown again. */
function shown(text: string, ...parameters: string[]): unknown {
  return showTemplate(toTemplate(parseRunTimeText(text, parameters, ['schema']).text), parameters);
}

describe('showTemplate', () => {
  it.each(['pt=${bizdate}', "d < '${fire/M-1d:yyyyMMdd}'", 'a $ b', '$${bizdate}', '${schema}.orders', '$${ open'])(
    'shows %s as it is written',
    (text) => {
      expect(shown(text)).toBe(text);
    },
  );

  it('tells a parameter from a text that looks like one', () => {
    expect(shown('${region}', 'region')).toBe('${region}');
    expect(shown('$${region}', 'region')).toBe('$${region}');
  });

  it('shows lists and maps', () => {
    const secret = toTemplate(parseRunTimeText('${secret:env/ERP}').text);
    expect(showTemplate({ erp: { password: secret, port: 1, tables: ['a', null] } })).toEqual({
      erp: { password: '${secret:env/ERP}', port: 1, tables: ['a', null] },
    });
  });
});
