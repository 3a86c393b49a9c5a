import { z } from 'zod';
import type { WritableCollection } from '../own-collections.ts';
import { ownRoute, type OwnRoute } from '../own-route.ts';
import { shown } from './pages.ts';

interface Single {
	readonly collection: Exclude<WritableCollection, 'user_profiles'>;
	/** With `:id` in it. */
	readonly path: string;
	readonly summary: string;
}

/** One row of the caller's. */
export const readOne = ({ collection, path, summary }: Single, answer: z.ZodType): OwnRoute =>
	ownRoute({
		method: 'get',
		path,
		summary,
		query: z.object({}),
		body: null,
		answer,
		errors: { 404: ['NOT_FOUND'] },
		async serve({ rows }, { params }) {
			const row = await rows.get(collection, params['id']!);
			return { body: { data: shown(row) }, version: row.version };
		},
	});

/** Deletes one row of the caller's, unless it was changed meanwhile by somebody `If-Match` does not know of. */
export const removeOne = ({ collection, path, summary }: Single): OwnRoute =>
	ownRoute({
		method: 'delete',
		path,
		summary,
		query: z.object({}),
		body: null,
		answer: null,
		errors: { 404: ['NOT_FOUND'], 412: ['PRECONDITION_FAILED'] },
		versioned: true,
		async serve({ rows }, { params, accepted }) {
			await rows.remove(collection, params['id']!, accepted);
			return { status: 204 };
		},
	});
