import type { Locale } from '../../content/localise.ts';
import type { Message } from '../../problem.ts';

const titles: Message = { en: 'Under maintenance', ar: 'قيد الصيانة' };

/** A screen that every app can render: two components of the first schema version, and nothing to load or to press. */
export const maintenanceScreen = (message: Message, locale: Locale) => ({
	title: titles[locale],
	components: [
		{ id: 'maintenance-title', type: 'heading', props: { text: titles[locale], level: 1 } },
		{ id: 'maintenance-message', type: 'text', props: { text: message[locale] } },
	],
});
