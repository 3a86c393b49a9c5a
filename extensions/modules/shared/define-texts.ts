import { fillIn, type Values } from '../../../domain/text/fill-in.ts';
import { type Language, studioLanguage } from './language.ts';

/**
 * A composable that answers `text(key, values)` in the person's language. Both languages have the same keys, and
 * `{name}` stands for a value.
 */
export function defineTexts<const English extends Readonly<Record<string, string>>>(words: {
	en: English;
	ar: Readonly<Record<keyof English, string>>;
}) {
	return (language: Language = studioLanguage()) => {
		const chosen: Readonly<Record<keyof English, string>> = words[language];
		return (key: keyof English, values: Values = {}): string => fillIn(chosen[key], values);
	};
}
