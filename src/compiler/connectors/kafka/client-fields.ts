import type { DatasourceField } from '../../connector/index.ts';

/** What is read of a datasource. User name and password are refused by the emitters, which say why. */
export const CLIENT_FIELDS: readonly DatasourceField[] = ['brokers', 'properties', 'username', 'password'];
