import type { Floors, Layout, VariantName } from '../../../domain/screens/studio/contract.ts';

/** The columns that a screen, a release and a draft have in common. */
export interface LayoutRow {
	readonly payload_json: unknown;
	readonly schema_version: number;
	readonly min_app_version: string | null;
	readonly min_app_version_ios: string | null;
	readonly min_app_version_android: string | null;
}

export const nameOf = ({ screen_key, goal, locale }: VariantName): VariantName => ({
	screen_key,
	goal,
	locale,
});

export const floorsOf = (row: Floors): Floors => ({
	min_app_version: row.min_app_version,
	min_app_version_ios: row.min_app_version_ios,
	min_app_version_android: row.min_app_version_android,
});

export const layoutOf = (row: LayoutRow): Layout => ({
	payload: row.payload_json as Layout['payload'],
	schema_version: row.schema_version,
	floors: floorsOf(row),
});

/** The columns of a layout; an empty floor is none. */
export const rowOf = ({ payload, schema_version, floors }: Layout): LayoutRow => ({
	payload_json: payload,
	schema_version,
	min_app_version: floors.min_app_version || null,
	min_app_version_ios: floors.min_app_version_ios || null,
	min_app_version_android: floors.min_app_version_android || null,
});
