import { messageOf, subjectOf } from '../../../domain/operations/alerts/notice.ts';
import type { HostContext } from '../../host-context.ts';
import { readAdministrators } from './administrators.ts';
import type { Channel } from './channel.ts';

/**
 * A notification in the Studio for every administrator, in their language. Directus mails it to those who want mail
 * for notifications.
 */
export const studioChannel = ({ services, database, getSchema }: HostContext): Channel => ({
	name: 'studio',
	async send(notice) {
		const schema = await getSchema();
		const notifications = new services.NotificationsService({ schema, knex: database });
		const administrators = await readAdministrators(database);
		if (administrators.length === 0) throw new Error('There is no active administrator to tell.');
		for (const { id, language } of administrators)
			await notifications.createOne({
				recipient: id,
				subject: subjectOf(notice, language),
				message: messageOf(notice, language),
			});
	},
});
