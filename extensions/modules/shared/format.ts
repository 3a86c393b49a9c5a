import { byteSize } from './byte-size.ts';
import { type Language, studioLanguage } from './language.ts';

/** Latin digits and the civil calendar in both languages, as the sentences of the rules have them. */
const formats: Record<Language, string> = { en: 'en', ar: 'ar-u-ca-gregory-nu-latn' };

/** Numbers and times as the person reads them, in their time zone. */
export function useFormat(language: Language = studioLanguage()) {
	const locale = formats[language];
	const numbers = new Intl.NumberFormat(locale);
	const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
	const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
	const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
	const lists = new Intl.ListFormat(locale, { type: 'conjunction' });

	return {
		number: (value: number) => numbers.format(value),
		/** Of a share from 0 to 1; one that is almost nothing does not look like nothing. */
		share: (value: number) =>
			value > 0 && value < 0.001 ? `<${shares.format(0.001)}` : shares.format(value),
		bytes: (value: number) => byteSize(value, locale),
		day: (moment: string) => days.format(new Date(moment)),
		moment: (moment: string) => moments.format(new Date(moment)),
		list: (values: readonly string[]) => lists.format(values),
	};
}
