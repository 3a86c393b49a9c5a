import type { Knex } from 'knex';
import { digestMessage, type Message } from '../../domain/operations/security/digest-message.ts';
import { agesOf } from '../../domain/operations/security/secrets.ts';
import type { HostContext } from '../host-context.ts';
import { administrators, readDigest } from './digest.ts';
import { knownSecrets } from './secret-ages.ts';
import { countsSince } from './summary.ts';

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;

/**
 * Tells every active administrator, in the language of their profile, by a notification of Directus, which also goes by
 * e-mail to those who want that. Who has read this week's already is not told again.
 *
 * @returns how many were told
 */
export async function notifyOfDigest(context: HostContext, now: number): Promise<number> {
	const { database: knex } = context;
	const news = {
		digest: await readDigest(knex, now),
		overdue: agesOf(await knownSecrets(knex), now)
			.filter(({ overdue }) => overdue)
			.map(({ name }) => name),
		failedLogins: (await countsSince(knex, now - weekMs)).login_failed,
	};
	const schema = await context.getSchema();
	const notifications = new context.services.NotificationsService({ schema, knex });
	let told = 0;
	for (const { id, language } of await administrators(knex)) {
		const message = digestMessage(news, language?.toLowerCase().startsWith('ar') ? 'ar' : 'en');
		if (await hasBeenTold(knex, id, message, now)) continue;
		await notifications.createOne({ recipient: id, sender: null, ...message } as never);
		told += 1;
	}
	return told;
}

/** A run that failed half way is done again; a day later the same words are news again. */
async function hasBeenTold(
	knex: Knex,
	recipient: string,
	{ subject, message }: Message,
	now: number,
): Promise<boolean> {
	const same = { recipient, subject, message };
	return Boolean(
		await knex('directus_notifications')
			.where(same)
			.where('timestamp', '>', new Date(now - dayMs))
			.first('id'),
	);
}
