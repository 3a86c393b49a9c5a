import type { ExtensionsServices, SchemaOverview } from '@directus/types';
import type { Knex } from 'knex';
import type { Logger } from 'pino';

/** What Directus hands to an extension, as far as we use it. */
export interface HostContext {
	readonly services: ExtensionsServices;
	readonly database: Knex;
	readonly logger: Logger;
	readonly env: Record<string, unknown>;
	readonly getSchema: (options?: { database?: Knex; bypassCache?: boolean }) => Promise<SchemaOverview>;
}
