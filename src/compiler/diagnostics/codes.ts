import type { Severity } from './diagnostic.ts';

/** What is known of a code besides the text of one diagnostic. */
export interface CodeEntry {
  readonly severity: Severity;
  /** What the code stands for, a few words. */
  readonly title: string;
}

/**
 * Every diagnostic code, with what it stands for. A code is never reused: a retired one stays here.
 * SL01 files and YAML, SL02 shape, SL03 names and references, SL04 run-time values and schedules,
 * SL05 movement (columns, modes), SL06 engines and connectors, SL07 secrets, SL08 TypeScript.
 */
export const DIAGNOSTIC_CODES = {
  SL0101: { severity: 'error', title: 'file is not UTF-8' },
  SL0102: { severity: 'error', title: 'file is empty' },
  SL0103: { severity: 'error', title: 'tab used for indentation' },
  SL0104: { severity: 'error', title: 'YAML cannot be parsed' },
  SL0105: { severity: 'error', title: 'key written twice' },
  SL0106: { severity: 'error', title: 'several documents in one file' },
  SL0107: { severity: 'error', title: 'file or folder cannot be read' },
  SL0108: { severity: 'error', title: 'aliases expand too far' },
  SL0109: { severity: 'error', title: 'forbidden key' },
  SL0110: { severity: 'error', title: 'project file missing' },
  SL0111: { severity: 'error', title: 'no pipeline found' },
  SL0112: { severity: 'error', title: 'YAML tag is not known' },
  SL0113: { severity: 'warning', title: 'integer too large to be exact' },

  SL0201: { severity: 'error', title: 'unknown key' },
  SL0202: { severity: 'error', title: 'wrong type of value' },
  SL0203: { severity: 'error', title: 'required key missing' },
  SL0204: { severity: 'error', title: 'value not allowed' },
  SL0205: { severity: 'error', title: 'keys exclude each other' },
  SL0206: { severity: 'error', title: 'name not well formed' },

  SL0301: { severity: 'error', title: 'two pipelines of one name' },
  SL0302: { severity: 'error', title: 'unknown datasource' },
  SL0303: { severity: 'error', title: 'unknown engine' },
  SL0304: { severity: 'error', title: 'unknown pipeline' },
  SL0305: { severity: 'error', title: 'dependency cycle' },
  SL0306: { severity: 'error', title: 'unknown environment' },
  SL0307: { severity: 'error', title: 'two datasources of one name' },
  SL0308: { severity: 'error', title: 'no engine named and no default' },
  SL0309: { severity: 'error', title: 'table gives no name of a pipeline' },
  SL0310: { severity: 'error', title: 'tables of a list wipe each other' },
  SL0311: { severity: 'error', title: 'pattern of tables where the engine takes none' },
  SL0312: { severity: 'error', title: 'no table to name' },
  SL0313: { severity: 'error', title: 'parameter named like a value of a list' },

  SL0401: { severity: 'error', title: 'run-time value not well formed' },
  SL0402: { severity: 'error', title: 'unknown run-time value' },
  SL0403: { severity: 'error', title: 'run-time value not allowed here' },
  SL0404: { severity: 'error', title: 'date format not well formed' },
  SL0405: { severity: 'error', title: 'cron expression not valid' },
  SL0406: { severity: 'error', title: 'schedule never fires' },
  SL0407: { severity: 'error', title: 'duration not well formed' },
  SL0408: { severity: 'error', title: 'unknown time zone' },
  SL0409: { severity: 'error', title: 'no schedule' },
  SL0410: { severity: 'warning', title: 'days are lost on a misfire' },
  SL0411: { severity: 'warning', title: 'nothing starts a continuous pipeline' },

  SL0501: { severity: 'error', title: 'column type not known' },
  SL0502: { severity: 'error', title: 'column named twice' },
  SL0503: { severity: 'error', title: 'column not in the source' },
  SL0504: { severity: 'error', title: 'column counts differ' },
  SL0505: { severity: 'error', title: 'key column not among the columns' },
  SL0506: { severity: 'error', title: 'upsert without key' },
  SL0507: { severity: 'error', title: 'parallel read without splitBy' },
  SL0508: { severity: 'error', title: 'incremental column not selected' },
  SL0509: { severity: 'error', title: 'type of incremental column not usable' },
  SL0510: { severity: 'error', title: 'type of a column is needed' },
  SL0511: { severity: 'warning', title: 'a retry can write rows twice' },

  SL0601: { severity: 'error', title: 'unknown connector' },
  SL0602: { severity: 'error', title: 'connector not on this engine' },
  SL0603: { severity: 'error', title: 'field not supported by the connector' },
  SL0604: { severity: 'error', title: 'unknown option' },
  SL0605: { severity: 'error', title: 'wrong type of option' },
  SL0606: { severity: 'error', title: 'write mode not supported' },
  SL0607: { severity: 'error', title: 'engine version not supported' },
  SL0608: { severity: 'error', title: 'datasource of another type' },
  SL0609: { severity: 'error', title: 'setting has no meaning on this engine' },
  SL0610: { severity: 'error', title: 'engine setting missing' },
  SL0611: { severity: 'error', title: 'column type not on this engine' },
  SL0650: { severity: 'error', title: 'two options do not fit' },
  SL0651: { severity: 'error', title: 'key columns in places that the engine mixes up' },
  SL0652: { severity: 'error', title: 'condition is not the JSON that the store takes' },
  SL0653: { severity: 'warning', title: 'rows that are new are not written' },
  SL0654: { severity: 'warning', title: 'plugin that may not work as it comes' },

  SL0701: { severity: 'error', title: 'literal secret' },
  SL0702: { severity: 'error', title: 'secret not allowed here' },

  SL0801: { severity: 'error', title: 'TypeScript cannot be parsed' },
  SL0802: { severity: 'error', title: 'TypeScript definition threw' },
  SL0803: { severity: 'error', title: 'TypeScript definition ran too long or too large' },
  SL0804: { severity: 'error', title: 'import not allowed' },
  SL0805: { severity: 'error', title: 'TypeScript definition gives no pipelines' },

  SL0920: { severity: 'error', title: 'job file cannot be read' },
  SL0921: { severity: 'error', title: 'job is not whole' },
  SL0922: { severity: 'error', title: 'plugin not known' },
  SL0923: { severity: 'error', title: 'job cannot become a pipeline' },
  SL0924: { severity: 'error', title: 'file of another content is in the way' },
} as const satisfies Readonly<Record<string, CodeEntry>>;

/** A code of the registry. */
export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES;
