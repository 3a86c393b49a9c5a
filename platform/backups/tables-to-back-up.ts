import type { BackedUpTable } from '../../domain/operations/backups/manifest.ts';

/** A table and what of it goes into a backup. */
export interface TableToBackUp {
	readonly table: string;
	readonly kind: BackedUpTable['kind'];
	/** Left out unless the backup is encrypted. */
	readonly secretColumns?: readonly string[];
	/** JSON in which secrets may be; they are emptied unless the backup is encrypted. */
	readonly scrubbedColumns?: readonly string[];
	/** SQL: which rows. */
	readonly where?: string;
}

/** Records of Directus's own tables hold e-mail addresses, settings and payloads of flows: only those of content. */
const notOfDirectus = `collection is not null and collection not like 'directus!_%' escape '!'`;

/**
 * What of Directus's own tables makes a restored project work. Not in it: sessions and shares (people log in again,
 * links are made anew), OAuth, deployments, migrations and extensions, which belong to an installation. Collections,
 * fields and relations are in the schema snapshot.
 */
export const systemTables: readonly TableToBackUp[] = [
	{ table: 'directus_roles' },
	{ table: 'directus_policies' },
	{
		table: 'directus_users',
		secretColumns: ['password', 'token', 'tfa_secret', 'auth_data'],
	},
	{ table: 'directus_access' },
	{ table: 'directus_permissions' },
	{ table: 'directus_folders' },
	{ table: 'directus_files' },
	{
		table: 'directus_settings',
		secretColumns: [
			'mapbox_key',
			'license_key',
			'license_token',
			'ai_openai_api_key',
			'ai_anthropic_api_key',
			'ai_google_api_key',
			'ai_openai_compatible_api_key',
			'ai_openai_compatible_headers',
		],
	},
	{ table: 'directus_translations' },
	{ table: 'directus_presets' },
	{ table: 'directus_dashboards' },
	{ table: 'directus_panels' },
	{ table: 'directus_flows', scrubbedColumns: ['options'] },
	{ table: 'directus_operations', scrubbedColumns: ['options'] },
	{ table: 'directus_comments' },
	{ table: 'directus_versions' },
	{ table: 'directus_activity', where: notOfDirectus },
	{ table: 'directus_revisions', where: notOfDirectus },
].map((table) => ({ ...table, kind: 'system' as const }));
