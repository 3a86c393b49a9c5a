import { z } from 'zod';
import { anyJson } from '../../../domain/any-json.ts';
import { events } from '../../../schema/collections/events.ts';
import { exportedLists, exportFormat, exportPieces } from '../export-pieces.ts';
import { ownCollections } from '../own-collections.ts';
import { ownRoute, type OwnRoute } from '../own-route.ts';
import { shownSchema } from './pages.ts';

const confirmation = 'delete my account';

const exportSchema = z.object({
	format: z.literal(exportFormat.format),
	format_version: z.literal(exportFormat.format_version),
	exported_at: z.iso.datetime(),
	account: z.object({
		id: z.string(),
		email: z.string().nullable(),
		first_name: z.string().nullable(),
		last_name: z.string().nullable(),
		language: z.string().nullable(),
	}),
	profile: shownSchema(ownCollections.user_profiles).nullable(),
	files: z.array(z.record(z.string(), anyJson)),
	...Object.fromEntries(
		Object.entries(exportedLists).map(([name, collection]) => [
			name,
			z.array(shownSchema(ownCollections[collection])),
		]),
	),
	events: z.array(shownSchema(events)),
});

export const accountRoutes: readonly OwnRoute[] = [
	ownRoute({
		method: 'get',
		path: '/me/export',
		summary: 'Everything about the caller as one JSON file',
		query: z.object({}),
		body: null,
		answer: exportSchema,
		errors: {},
		serve: async (own) => ({ file: { name: 'bebetter-export.json', pieces: exportPieces(own) } }),
	}),
	ownRoute({
		method: 'delete',
		path: '/me',
		summary: 'Deletes the account and everything about the caller, for good',
		query: z.object({}),
		body: z.strictObject({
			confirm: z.literal(
				confirmation,
				`must be "${confirmation}"; this deletes everything about you and cannot be undone`,
			),
		}),
		answer: null,
		errors: { 400: ['INVALID_PAYLOAD'], 403: ['ERASURE_REFUSED'] },
		async serve({ account }) {
			await account.erase();
			return { status: 204 };
		},
	}),
];
