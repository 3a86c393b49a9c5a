import { authentication, createDirectus } from '@directus/sdk';
import { bebetter } from 'directus-extension-bebetter/client';

export async function firstMinute(url: string, email: string, password: string): Promise<string> {
	const app = createDirectus(url)
		.with(authentication('json'))
		.with(bebetter({ locale: 'ar', goal: 'lose', schema: 1, platform: 'ios', appVersion: '1.4.0' }));

	await app.signUp(email, password);
	await app.login({ email, password });

	const home = await app.screen('home');
	switch (home.kind) {
		case 'screen':
			return home.data.payload.title; // home.update, if it is there, invites to update
		case 'upgrade_required':
			return `${home.message.ar} ${home.storeUrls.ios}`;
		case 'offline':
			return home.data?.payload.title ?? home.error.message; // the last good screen
		case 'not_found':
			return 'This screen was taken down.';
	}
}
