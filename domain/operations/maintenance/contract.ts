import { z } from 'zod';

const message = z.string().trim().max(500, 'must have at most 500 characters');

/** What an administrator may say; the app shows it in the person's language. */
const messagesSchema = z.object({ en: message.nullable(), ar: message.nullable() });

export const maintenanceSchema = z.object({
	on: z.boolean(),
	/** When it was switched on; null while it is off. */
	since: z.iso.datetime().nullable(),
	/** When it ends by itself; null when somebody has to end it. */
	until: z.iso.datetime().nullable(),
	/** Who switched it on; null for the command line. */
	by: z.object({ id: z.string(), name: z.string() }).nullable(),
	/** null: the standard sentence. */
	message: messagesSchema,
});

export const maintenanceChangeSchema = z.strictObject({
	on: z.boolean().describe('Whether phones get the maintenance screen and jobs pause'),
	until: z.iso
		.datetime({ offset: true, error: 'must be a time such as 2026-05-31T02:00:00Z' })
		.nullish()
		.describe('When it ends by itself'),
	message: z
		.strictObject({ en: message.nullish(), ar: message.nullish() })
		.nullish()
		.describe('What the app says, in both languages; without it the standard sentence'),
});

export type Maintenance = z.infer<typeof maintenanceSchema>;
export type MaintenanceChange = z.infer<typeof maintenanceChangeSchema>;
