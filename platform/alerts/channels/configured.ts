import { trimEndOf } from '../../../domain/text/trim-end.ts';
import type { Config } from '../../config.ts';
import type { HostContext } from '../../host-context.ts';
import type { Channel } from './channel.ts';
import { emailChannel } from './email.ts';
import { studioChannel } from './studio.ts';
import { webhookChannel } from './webhook.ts';

/** Every way to tell people that is configured; the Studio always is. */
export function configuredChannels(context: HostContext, config: Config): readonly Channel[] {
	const addresses = config.BEBETTER_ALERT_EMAILS ?? [];
	return [
		studioChannel(context),
		...(addresses.length > 0 ? [emailChannel(context, addresses)] : []),
		...configuredWebhook(context, config),
	];
}

export function configuredWebhook({ env }: Pick<HostContext, 'env'>, config: Config): readonly Channel[] {
	const { BEBETTER_ALERT_WEBHOOK_URL: url, BEBETTER_ALERT_WEBHOOK_SECRET: secret } = config;
	if (url === undefined || secret === undefined) return [];
	const publicUrl = trimEndOf(String(env['PUBLIC_URL'] ?? ''), '/');
	return [webhookChannel({ url, secret, publicUrl, allowsPrivate: config.BEBETTER_ALERT_ALLOW_PRIVATE })];
}
