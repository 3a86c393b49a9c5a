import type { ReleasedScreen } from '../read-screens.ts';
import type { Authors } from './authors.ts';
import { nameOf } from './variants.ts';

/** What is told of a release wherever it is shown. */
export const releaseOf = (row: ReleasedScreen, authors: Authors) => ({
	...nameOf(row),
	revision: row.revision,
	schema_version: row.schema_version,
	published_at: row.published_at,
	published_by: authors(row.published_by),
	note: row.release_note,
});
