export interface Versioned {
	schema_version: number;
}

export type SchemaVerdict<Release extends Versioned> =
	| { kind: 'exact' }
	| { kind: 'last_good'; release: Release }
	| { kind: 'upgrade' };

/**
 * What an app gets that renders schema versions up to `clientSchema`: the live row, the newest release it
 * can render, or a request to update. An app that says nothing gets the live row.
 *
 * @param releases earlier published revisions of the same row, newest first.
 */
export function negotiateSchema<Release extends Versioned>(
	live: Versioned,
	releases: readonly Release[],
	clientSchema: number | undefined,
): SchemaVerdict<Release> {
	if (clientSchema === undefined || live.schema_version <= clientSchema) return { kind: 'exact' };

	const release = releases.find((candidate) => candidate.schema_version <= clientSchema);
	return release ? { kind: 'last_good', release } : { kind: 'upgrade' };
}
