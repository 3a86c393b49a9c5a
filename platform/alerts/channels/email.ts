import { messageOf, subjectOf } from '../../../domain/operations/alerts/notice.ts';
import type { HostContext } from '../../host-context.ts';
import type { Channel } from './channel.ts';

/** One e-mail in both languages to addresses that the configuration names, such as those of who is on call. */
export const emailChannel = (
	{ services, database, getSchema }: HostContext,
	addresses: readonly string[],
): Channel => ({
	name: 'email',
	async send(notice) {
		const mail = new services.MailService({ schema: await getSchema(), knex: database });
		await mail.send({
			to: addresses.join(', '),
			subject: subjectOf(notice, 'en'),
			text: [
				subjectOf(notice, 'en'),
				messageOf(notice, 'en'),
				subjectOf(notice, 'ar'),
				messageOf(notice, 'ar'),
			].join('\n\n'),
		});
	},
});
