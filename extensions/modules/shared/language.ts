import { useStores } from '@directus/extensions-sdk';

export type Language = 'en' | 'ar';

/** Of the Studio as the person has set it: Arabic, or English for every other language. */
export const studioLanguage = (): Language =>
	document.documentElement.lang.toLowerCase().startsWith('ar') ? 'ar' : 'en';

/** How the Studio is laid out, which a person may set apart from the language. */
export function useDirection(): 'ltr' | 'rtl' {
	const { useUserStore } = useStores();
	const direction: unknown = useUserStore().textDirection;
	return direction === 'rtl' || direction === 'ltr' ? direction : studioLanguage() === 'ar' ? 'rtl' : 'ltr';
}
