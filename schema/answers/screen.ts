import { z } from 'zod';
import { screenPayloadSchema } from '../../domain/screens/payload.ts';

const message = z.object({ en: z.string(), ar: z.string() });

export const updateSchema = z.object({
	level: z.enum(['none', 'soft', 'hard']),
	reason: z.enum(['min_app_version', 'refused_version', 'newer_version_available', 'schema']).nullable(),
	min_app_version: z.string().nullable(),
	latest_version: z.string().nullable(),
	store_url: z.object({ ios: z.string().nullable(), android: z.string().nullable() }),
	message,
});

/** One screen, as `GET /mobile/screens/:screen_key` answers. */
export const screenSchema = z.object({
	screen_key: z.string(),
	goal: z.string(),
	locale: z.enum(['en', 'ar']),
	revision: z.int(),
	schema_version: z.int(),
	min_app_version: z.string().nullable(),
	served: z.enum(['exact', 'last_good']),
	payload: screenPayloadSchema,
	update: updateSchema,
});

/** One line of the manifest, as `GET /mobile/screens` answers. */
export const manifestEntrySchema = screenSchema
	.pick({
		screen_key: true,
		goal: true,
		locale: true,
		revision: true,
		schema_version: true,
		min_app_version: true,
	})
	.extend({
		min_app_version_ios: z.string().nullable(),
		min_app_version_android: z.string().nullable(),
		etag: z.string(),
	});
