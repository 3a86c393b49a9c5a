import type { Knex } from 'knex';
import type { UpgradeSettings } from '../../domain/versions/upgrade-gate.ts';
import { appSettings } from '../../schema/collections/app-settings.ts';
import { decodeRow } from '../sql/decode-row.ts';

export interface Settings {
	/** `Cache-Control` by collection, for collections that do not use the default. */
	readonly cache_policy?: Readonly<Record<string, string>> | null;
}

/** The settings of the app; empty before anybody has saved any. */
export async function readSettings(knex: Knex): Promise<Settings & UpgradeSettings> {
	const row: Record<string, unknown> | undefined = await knex('app_settings').first();
	return row ? (decodeRow(appSettings, row) as Settings & UpgradeSettings) : {};
}
