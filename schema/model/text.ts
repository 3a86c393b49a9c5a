/** A text that exists in both languages of the product. */
export interface Text {
	readonly en: string;
	readonly ar: string;
}

export const text = (en: string, ar: string): Text => ({ en, ar });

/** Directus language codes of the Studio languages we translate into. */
export const studioLanguages = { en: 'en-US', ar: 'ar-SA' } as const;
